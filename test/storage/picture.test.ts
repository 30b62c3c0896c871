import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { copiesOf } from '../../storage/picture.ts';

const red = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#a11' } });
const told = { IFD0: { Artist: '张三', Model: 'HONOR 90' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '24/1 3/1 0/1' } };

describe('the copies of a picture', () => {
  it('say nothing of where and by whom it was taken', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const original = await red().withExif(told).toFormat(format).toBuffer();
      expect((await sharp(original).metadata()).exif?.toString('latin1')).toContain('HONOR');
      const copies = await copiesOf(original, `image/${format}`);
      for (const copy of [copies?.copy, copies?.thumb]) {
        const { exif, xmp, iptc, comments } = await sharp(copy).metadata();
        expect({ exif, xmp, iptc, comments }).toEqual({});
      }
    }
  });

  it('are the picture itself where a PNG says nothing beside what it shows', async () => {
    const bare = await red().png().toBuffer();
    expect((await copiesOf(bare, 'image/png'))?.copy.equals(bare)).toBe(true);
    const talkative = Buffer.concat([bare, Buffer.from('拍摄人：张三')]);
    expect((await copiesOf(talkative, 'image/png'))?.copy.includes('张三')).toBe(false);
  });

  it('are not made of what only calls itself a picture', async () => {
    await expect(copiesOf(Buffer.from('GIF89a and nothing else'), 'image/gif')).rejects.toThrow('the picture cannot be read');
  });
});

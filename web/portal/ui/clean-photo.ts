/** Longest side of a photograph that is handed in, in pixels: enough to read a notice on a wall. */
const LONGEST = 2560;
const JPEG_QUALITY = 0.88;

/**
 * A photograph without what the camera wrote into it, and without the name it had: both tell when, where and with which phone it was taken.
 * Whatever the browser cannot draw is handed in as it is.
 */
export async function cleaned(file: File, number: number): Promise<File> {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type)) return file;
  try {
    const drawn = await redrawn(file);
    return drawn ? new File([drawn], `照片${number}.jpg`, { type: 'image/jpeg', lastModified: 0 }) : file;
  } catch {
    return file;
  }
}

async function redrawn(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY));
}

import { createRequire } from 'node:module';
import path from 'node:path';

const folder = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));

/** The embedded typeface, Noto Sans SC (SIL Open Font License 1.1). It has no 仿宋 or 小标宋, which no free font package offers. */
export const FONT = {
  folder,
  regular: path.join(folder, '400Regular', 'NotoSansSC_400Regular.ttf'),
  bold: path.join(folder, '700Bold', 'NotoSansSC_700Bold.ttf'),
};

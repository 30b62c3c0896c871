import { Html } from './html.ts';

/** Paper and print after the customs of official documents (GB/T 9704): A4, red head, large title, body in 仿宋. Nothing is loaded from elsewhere. */
export const STYLE = new Html(`
@page { size: A4; margin: 24mm 24mm 24mm 26mm; @bottom-center { content: "— " counter(page) " —"; font-size: 11pt; } }
* { box-sizing: border-box; }
body { margin: 0; background: #e8e8e8; color: #000; font: 14pt/1.65 "FangSong", "STFangsong", "仿宋", "FZFangSong-Z02S", "Noto Serif CJK SC", "Songti SC", "SimSun", serif; }
.sheet { max-width: 210mm; min-height: 297mm; margin: 8mm auto; padding: 24mm 24mm 24mm 26mm; background: #fff; }
header { border-bottom: 2pt solid #c00; margin-bottom: 7mm; }
.issuer { margin: 0 0 4mm; color: #c00; font: 700 26pt/1.3 "FZXiaoBiaoSong-B05S", "STZhongsong", "Noto Serif CJK SC", "SimSun", serif; text-align: center; text-align-last: center; letter-spacing: .12em; }
.number { display: flex; justify-content: space-between; gap: 4mm; margin: 0 0 2mm; font-size: 12pt; }
h1 { margin: 0 0 6mm; font: 700 21pt/1.4 "FZXiaoBiaoSong-B05S", "STZhongsong", "Noto Serif CJK SC", "SimSun", serif; text-align: center; }
h2 { margin: 6mm 0 2mm; font: 400 14pt/1.6 "SimHei", "STHeiti", "Noto Sans CJK SC", sans-serif; break-after: avoid; }
p { margin: 0 0 2mm; text-align: justify; overflow-wrap: anywhere; }
p.text { text-indent: 2em; }
p.note { margin-top: 4mm; font-size: 11pt; line-height: 1.5; }
table { width: 100%; margin: 3mm 0 5mm; border-collapse: collapse; font-size: 12pt; line-height: 1.5; }
th, td { padding: 1.5mm 2mm; border: .75pt solid #000; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font: 400 12pt/1.5 "SimHei", "STHeiti", "Noto Sans CJK SC", sans-serif; }
thead { display: table-header-group; }
thead th { text-align: center; vertical-align: middle; }
tr { break-inside: avoid; }
.facts th { width: 10.5em; }
.short { width: 4.5em; padding-inline: 1mm; text-align: center; }
.middle { width: 9em; }
.hash { font: 9pt/1.5 "Noto Sans Mono", Consolas, Menlo, monospace; word-break: break-all; }
.seal { margin: 8mm 0 4mm auto; width: 60%; text-align: center; break-inside: avoid; }
.seal p { text-align: center; }
p:has(+ .seal), .signatures:has(+ .seal) { break-after: avoid; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm 10mm; margin-top: 8mm; break-inside: avoid; }
.signatures div { border-bottom: .75pt solid #000; padding-bottom: 1mm; display: flex; justify-content: space-between; gap: 6mm; font-size: 12pt; }
.signatures span { white-space: nowrap; }
.receipt { margin-top: 9mm; padding-top: 5mm; border-top: 1pt dashed #000; break-inside: avoid; }
@media screen and (max-width: 820px) { .sheet { padding: 6vw 5vw; margin: 0 0 4vw; min-height: 0; } .issuer { font-size: 20pt; } .sheet { overflow-x: auto; } .short, .middle { width: auto; } td:not(.short) { min-width: 8em; } .signatures { grid-template-columns: 1fr; } }
@media print { body { background: none; } .sheet { max-width: none; min-height: 0; margin: 0; padding: 0; } .sheet + .sheet { break-before: page; } }
`);

// satori + resvg as their own pages show it: all fonts loaded at the start, one picture for each line on stdin.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import satori from 'satori';
import { Resvg } from '@resvg/resvg-js';

const font = (name, file) => ({
  name, weight: 700, style: 'normal',
  data: readFileSync(`node_modules/@fontsource/${name}/files/${name}-${file}-700-normal.woff`),
});
const fonts = [
  font('noto-sans', 'latin'), font('noto-sans', 'latin-ext'), font('noto-sans-jp', 'japanese'),
  font('noto-sans-kr', 'korean'), font('noto-sans-arabic', 'arabic'),
  font('noto-sans-devanagari', 'devanagari'), font('noto-sans-thai', 'thai'),
];
// an emoji is an image for satori; a real page would fetch it from a network
const emoji = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="orange"/></svg>')}`;
const graphemeImages = { '🎸': emoji, '🔥': emoji, '🎷': emoji };

const text = (value, style) => ({ type: 'div', props: { style: { display: 'flex', ...style }, children: value } });
const disc = { type: 'svg', props: { width: 500, height: 500, viewBox: '0 0 100 100', children:
  Array.from({ length: 11 }, (_, i) => ({ type: 'circle', props: { cx: 50, cy: 50, r: 48 - i * 4, fill: 'none', stroke: '#111', strokeWidth: 2 } })) } };

for await (const line of createInterface({ input: process.stdin })) {
  const { name, role } = JSON.parse(line);
  const began = performance.now();
  const svg = await satori(
    { type: 'div', props: { style: { display: 'flex', width: '100%', height: '100%', background: '#f4efe6', padding: 56, justifyContent: 'space-between' }, children: [
      { type: 'div', props: { style: { display: 'flex', flexDirection: 'column', width: 560, justifyContent: 'center' }, children: [
        text(name, { fontSize: name.length > 40 ? 44 : 84, lineHeight: 1.05, flexWrap: 'wrap' }), text(role, { fontSize: 34, marginTop: 20 }),
      ] } }, disc,
    ] } },
    { width: 1200, height: 630, fonts, graphemeImages },
  );
  const png = new Resvg(svg).render().asPng();
  console.log(JSON.stringify({ ms: performance.now() - began, bytes: png.length }));
}

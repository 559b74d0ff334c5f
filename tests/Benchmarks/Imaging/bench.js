// node bench.js PICTURES OUT WORKERS: sharp's bare loop, both renditions from one decode, in the shape that photo servers use. Prints seconds and processor seconds.
const sharp = require('sharp'), fs = require('fs'), path = require('path');
const [, , pictures, out, workers] = process.argv;
sharp.cache(false);
if (process.env.SHARP_THREADS) sharp.concurrency(+process.env.SHARP_THREADS);
const files = fs.readdirSync(pictures).sort().map(name => path.join(pictures, name));
const box = { fit: 'inside', withoutEnlargement: true };

async function save(pipeline, file) {
  const content = await pipeline.toBuffer();
  fs.writeFileSync(file + '.tmp', content);
  fs.renameSync(file + '.tmp', file);
}

async function render(file) {
  const stem = path.join(out, path.basename(file));
  const { data, info } = await sharp(file).autoOrient().resize(1920, 1080, box).raw().toBuffer({ resolveWithObject: true });
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
  await Promise.all([
    save(sharp(data, raw).flatten({ background: '#fff' }).jpeg({ quality: 85 }), stem + '.cache.jpg'),
    save(sharp(data, raw).resize(300, 300, box).flatten({ background: '#fff' }).jpeg({ quality: 80 }), stem + '.thumbnail.jpg'),
  ]);
}

(async () => {
  const start = process.hrtime.bigint();
  let next = 0;
  const work = async () => { while (next < files.length) { const file = files[next++]; await render(file).catch(e => console.error(file, e.message)); } };
  await Promise.all(Array.from({ length: +workers }, work));
  const { user, system } = process.cpuUsage();
  console.log(Number(process.hrtime.bigint() - start) / 1e9, (user + system) / 1e6);
})();

// Beside every file of the build its .gz and .br, where that saves something.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const folder = process.env.LUZE_UI_DIST ?? 'dist'

for (const name of readdirSync(folder, { recursive: true })) {
  const file = join(folder, name)
  if (!statSync(file).isFile() || !/\.(js|css|html|svg|json|txt)$/.test(name)) continue
  const bytes = readFileSync(file)
  const packed = {
    gz: gzipSync(bytes, { level: 9 }),
    br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  }
  for (const [ending, result] of Object.entries(packed)) {
    if (result.length < bytes.length * 0.95) writeFileSync(`${file}.${ending}`, result)
  }
}

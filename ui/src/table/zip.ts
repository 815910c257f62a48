// A zip archive of a few small files, stored as they are: what a workbook is made of.
const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

export function checksum(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = table[(c ^ byte) & 255]! ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

// Numbers of 2 and 4 bytes, the low one first.
function packed(...parts: Array<[size: 2 | 4, value: number] | Uint8Array>): Uint8Array {
  const bytes = parts.flatMap((part) =>
    part instanceof Uint8Array ? [...part] : Array.from({ length: part[0] }, (_, at) => (part[1] >>> (8 * at)) & 255),
  )
  return Uint8Array.from(bytes)
}

const day1980 = 0x21 // the first day that the format knows: the same rows give the same bytes

export function zipOf(files: ReadonlyArray<readonly [name: string, text: string]>): Blob {
  const coder = new TextEncoder()
  const bodies: Uint8Array[] = []
  const index: Uint8Array[] = []
  let at = 0
  for (const [name, text] of files) {
    const named = coder.encode(name)
    const data = coder.encode(text)
    const facts: Array<[2 | 4, number]> = [
      [2, 20], [2, 0x800], [2, 0], [2, 0], [2, day1980], [4, checksum(data)], [4, data.length], [4, data.length], [2, named.length], [2, 0],
    ]
    const head = packed([4, 0x04034b50], ...facts, named)
    index.push(packed([4, 0x02014b50], [2, 20], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, at], named))
    bodies.push(head, data)
    at += head.length + data.length
  }
  const size = index.reduce((sum, part) => sum + part.length, 0)
  const end = packed([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0])
  return new Blob([...bodies, ...index, end] as BlobPart[])
}

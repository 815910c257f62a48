// QR codes (ISO/IEC 18004): bytes, error correction M, versions 1 to 10 (213 bytes at most). Enough
// for the address that a one-time code app scans. Rows of modules, true is dark.

// Per version: codewords of error correction in a block, then the data codewords of each block.
const blocks: ReadonlyArray<readonly [number, readonly number[]]> = [
  [10, [16]],
  [16, [28]],
  [26, [44]],
  [18, [32, 32]],
  [24, [43, 43]],
  [16, [27, 27, 27, 27]],
  [18, [31, 31, 31, 31]],
  [22, [38, 38, 39, 39]],
  [22, [36, 36, 36, 37, 37]],
  [26, [43, 43, 43, 43, 44]],
]
const centres: ReadonlyArray<readonly number[]> = [
  [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50],
]

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

// GF(256) with x^8 + x^4 + x^3 + x^2 + 1.
const exponents: number[] = []
const logarithms: number[] = []
for (let i = 0, x = 1; i < 255; ++i, x = (x << 1) ^ (x & 128 ? 0x11d : 0)) {
  exponents[i] = x
  logarithms[x] = i
}
const times = (a: number, b: number) =>
  a && b ? exponents[(logarithms[a]! + logarithms[b]!) % 255]! : 0

function correction(data: readonly number[], count: number): number[] {
  let generator = [1]
  for (let i = 0; i < count; ++i) {
    const next = [...generator, 0]
    generator.forEach((term, k) => (next[k + 1]! ^= times(term, exponents[i]!)))
    generator = next
  }
  const rest = [...data, ...new Array<number>(count).fill(0)]
  for (let i = 0; i < data.length; ++i) {
    const factor = rest[i]!
    generator.forEach((term, k) => (rest[i + k]! ^= times(term, factor)))
  }
  return rest.slice(data.length)
}

function dataWords(bytes: Uint8Array, version: number, capacity: number): number[] {
  const bits: number[] = []
  const put = (value: number, width: number) => {
    for (let i = width - 1; i >= 0; --i) bits.push((value >> i) & 1)
  }
  put(4, 4)
  put(bytes.length, version < 10 ? 8 : 16)
  bytes.forEach((byte) => put(byte, 8))
  put(0, Math.min(4, capacity * 8 - bits.length))
  while (bits.length % 8) bits.push(0)
  const words: number[] = []
  for (let i = 0; i < bits.length; i += 8) words.push(parseInt(bits.slice(i, i + 8).join(''), 2))
  for (let pad = 0xec; words.length < capacity; pad ^= 0xec ^ 0x11) words.push(pad)
  return words
}

function interleaved(words: readonly number[], version: number): number[] {
  const [count, lengths] = blocks[version - 1]!
  let from = 0
  const data = lengths.map((length) => words.slice(from, (from += length)))
  const checks = data.map((block) => correction(block, count))
  const out: number[] = []
  for (let i = 0; i < Math.max(...lengths); ++i) {
    data.forEach((block) => i < block.length && out.push(block[i]!))
  }
  for (let i = 0; i < count; ++i) checks.forEach((block) => out.push(block[i]!))
  return out
}

type Module = boolean | null

function frame(version: number): Module[][] {
  const size = version * 4 + 17
  const rows = Array.from({ length: size }, () => new Array<Module>(size).fill(null))
  const set = (x: number, y: number, dark: boolean) => {
    if (rows[y]?.[x] !== undefined) rows[y]![x] = dark
  }
  for (const [cx, cy] of [[3, 3], [size - 4, 3], [3, size - 4]] as const) {
    for (let dy = -4; dy <= 4; ++dy) {
      for (let dx = -4; dx <= 4; ++dx) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy))
        set(cx + dx, cy + dy, ring !== 2 && ring !== 4)
      }
    }
  }
  for (const cy of centres[version - 1]!) {
    for (const cx of centres[version - 1]!) {
      if (rows[cy]![cx] !== null) continue
      for (let dy = -2; dy <= 2; ++dy) {
        for (let dx = -2; dx <= 2; ++dx) set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1)
      }
    }
  }
  for (let i = 8; i < size - 8; ++i) {
    set(i, 6, i % 2 === 0)
    set(6, i, i % 2 === 0)
  }
  return rows
}

function remainder(value: number, polynomial: number, degree: number): number {
  let rest = value << degree
  for (let bit = 31 - degree; bit >= 0; --bit) {
    if (rest & (1 << (bit + degree))) rest ^= polynomial << bit
  }
  return rest
}

// Format (error correction M is 0) and, from version 7, the version itself.
function information(rows: Module[][], version: number, mask: number): void {
  const size = rows.length
  const format = ((mask << 10) | remainder(mask, 0x537, 10)) ^ 0x5412
  for (let i = 0; i < 15; ++i) {
    const dark = ((format >> i) & 1) === 1
    const y = i < 6 ? i : i < 8 ? i + 1 : size - 15 + i
    rows[y]![8] = dark
    const x = i < 8 ? size - 1 - i : i === 8 ? 7 : 14 - i
    rows[8]![x] = dark
  }
  rows[size - 8]![8] = true
  if (version < 7) return
  const bits = (version << 12) | remainder(version, 0x1f25, 12)
  for (let i = 0; i < 18; ++i) {
    const dark = ((bits >> i) & 1) === 1
    const a = size - 11 + (i % 3)
    const b = Math.floor(i / 3)
    rows[b]![a] = dark
    rows[a]![b] = dark
  }
}

const masks: ReadonlyArray<(x: number, y: number) => boolean> = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

function filled(version: number, words: readonly number[], mask: number): boolean[][] {
  const rows = frame(version)
  information(rows, version, mask)
  const size = rows.length
  let bit = 0
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5 // the column of the timing pattern
    for (let step = 0; step < size; ++step) {
      for (const x of [right, right - 1]) {
        const up = ((right + 1) & 2) === 0
        const y = up ? size - 1 - step : step
        if (rows[y]![x] !== null) continue
        const word = words[bit >> 3] ?? 0
        rows[y]![x] = (((word >> (7 - (bit & 7))) & 1) === 1) !== masks[mask]!(x, y)
        bit += 1
      }
    }
  }
  return rows as boolean[][]
}

// How hard a reader would find it (the four rules of the standard).
function penalty(rows: readonly boolean[][]): number {
  const size = rows.length
  const columns = rows.map((_, x) => rows.map((row) => row[x]!))
  let points = 0
  for (const line of [...rows, ...columns]) {
    const text = line.map((dark) => (dark ? '1' : '0')).join('')
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2
    points += 40 * (text.match(/(?=10111010000|00001011101)/g) ?? []).length
  }
  for (let y = 0; y + 1 < size; ++y) {
    for (let x = 0; x + 1 < size; ++x) {
      const dark = rows[y]![x]
      if (dark === rows[y]![x + 1] && dark === rows[y + 1]![x] && dark === rows[y + 1]![x + 1]) points += 3
    }
  }
  const dark = sum(rows.map((row) => row.filter(Boolean).length))
  return points + 10 * Math.floor(Math.abs((dark * 20) / (size * size) - 10))
}

export function qrRows(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text)
  const version = blocks.findIndex(([, lengths], i) => sum(lengths) >= bytes.length + (i < 9 ? 2 : 3)) + 1
  if (version === 0) throw new RangeError('the text is too long for this QR code')
  const words = interleaved(dataWords(bytes, version, sum(blocks[version - 1]![1])), version)
  const choices = masks.map((_, mask) => filled(version, words, mask))
  const points = choices.map(penalty)
  return choices[points.indexOf(Math.min(...points))]!
}

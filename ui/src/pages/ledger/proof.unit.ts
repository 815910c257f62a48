import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isProved, prove, rootOf } from './proof'

// The tree built plainly, as RFC 9162 §2.1.1 says it.
const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
const split = (n: number) => 2 ** (Math.ceil(Math.log2(n)) - 1)
function root(leaves: Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!
  const k = split(leaves.length)
  return sha(Buffer.of(1), root(leaves.slice(0, k)), root(leaves.slice(k)))
}
function path(at: number, leaves: Buffer[]): Buffer[] {
  if (leaves.length === 1) return []
  const k = split(leaves.length)
  return at < k
    ? [...path(at, leaves.slice(0, k)), root(leaves.slice(k))]
    : [...path(at - k, leaves.slice(k)), root(leaves.slice(0, k))]
}
const hex = (bytes: Buffer) => bytes.toString('hex')

describe('a proof', () => {
  it('holds for every leaf of trees of many sizes', async () => {
    for (const size of [1, 2, 3, 5, 8, 13]) {
      const leaves = Array.from({ length: size }, (_, at) => sha(Buffer.of(0), Buffer.from(`entry ${at}`)))
      for (let at = 0; at < size; at += 1) {
        expect(await rootOf(hex(leaves[at]!), at, size, path(at, leaves).map(hex))).toBe(hex(root(leaves)))
      }
    }
  })

  it('fails when a word of the entry was changed', async () => {
    const salt = '00112233445566778899aabbccddeeff'
    const commitment = createHmac('sha256', Buffer.from(salt, 'hex')).update('一条账目').digest()
    const leaf = sha(Buffer.of(0), commitment)
    const entry = { sequence: 1, size: 1, commitment: hex(commitment), leaf: hex(leaf), path: [], root: hex(leaf), salt }
    expect(isProved(await prove({ ...entry, sealed: '一条账目' }))).toBe(true)
    expect(isProved(await prove({ ...entry, sealed: '二条账目' }))).toBe(false)
    expect(isProved(await prove({ ...entry, path: [hex(leaf)] }))).toBe(false)
  })
})

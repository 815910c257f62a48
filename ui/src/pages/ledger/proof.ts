// Whether an entry is in the book, worked out here and not by the server that says so: SHA-256 and
// the tree of RFC 9162. The salted bytes give the commitment, that the leaf, and the leaf with the
// path the root.
export interface Proof {
  sequence: number
  size: number // proved against the tree of so many entries
  commitment: string // hex, as everything here
  leaf: string
  path: string[]
  root: string
  sealed?: string // not given where the entry is restricted or erased
  salt?: string
}

export interface Step {
  id: 'commitment' | 'leaf' | 'root'
  found: string // '' where there was nothing to work out
  same: boolean
}

export const canProve = () => typeof crypto !== 'undefined' && crypto.subtle !== undefined

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16))
const hexOf = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

async function sha256(...parts: Uint8Array[]): Promise<string> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return hexOf(await crypto.subtle.digest('SHA-256', all))
}

async function commitmentOf(salt: string, sealed: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', bytesOf(salt), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return hexOf(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(sealed)))
}

const leafOf = (commitment: string) => sha256(Uint8Array.of(0), bytesOf(commitment))
const nodeOf = (left: string, right: string) => sha256(Uint8Array.of(1), bytesOf(left), bytesOf(right))

// RFC 9162 §2.1.3.2. '' where the path is too short or too long.
export async function rootOf(leaf: string, index: number, size: number, path: readonly string[]): Promise<string> {
  let at = index
  let last = size - 1
  let root = leaf
  for (const sibling of path) {
    if (last === 0) return ''
    if (at % 2 === 1 || at === last) {
      root = await nodeOf(sibling, root)
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2)
        last = Math.floor(last / 2)
      }
    } else {
      root = await nodeOf(root, sibling)
    }
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? root : ''
}

export async function prove(proof: Proof): Promise<Step[]> {
  const commitment = proof.salt && proof.sealed ? await commitmentOf(proof.salt, proof.sealed) : ''
  const leaf = await leafOf(commitment || proof.commitment)
  const root = await rootOf(leaf, proof.sequence - 1, proof.size, proof.path)
  return [
    { id: 'commitment', found: commitment, same: commitment === '' || commitment === proof.commitment },
    { id: 'leaf', found: leaf, same: leaf === proof.leaf },
    { id: 'root', found: root, same: root !== '' && root === proof.root },
  ]
}

export const isProved = (steps: readonly Step[]) => steps.every((step) => step.same)

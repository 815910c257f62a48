// The ledger as the server answers (GET entries, entries/N, checkpoint).
import type { Phrase } from '@/words'
import type { Proof } from './proof'

export interface EntryLine {
  sequence: number
  digest: string
  restricted: boolean
  recorded_at?: string // of what is not restricted
  actor?: string
  kind?: string
  kind_name?: Phrase
  summary?: string
  erased?: boolean
}

export interface EntryPage {
  items: EntryLine[]
  total: number
  next: string | null
  kinds: Array<{ id: string; name: Phrase }>
}

export interface Entry extends Proof {
  restricted: boolean
  recorded_at?: string
  actor?: string
  kind?: string
  kind_name?: Phrase
  summary?: string
  erased?: boolean
  fields?: Array<{ name: Phrase; value: string }>
  source?: { file: string; sheet: string; row: number; year: number } | null
  cells?: Array<{ heading: string; text: string }>
  versions?: number[]
}

export interface Checkpoint {
  size: number
  checkpoint: string | null
}

// What stands in a signed note: how many entries, and the root in hex.
export function readCheckpoint(note: string): { size: number; root: string } | null {
  const [, size, root] = note.split('\n')
  if (!size || !root || !/^\d+$/.test(size)) return null
  try {
    return { size: Number(size), root: [...atob(root)].map((c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('') }
  } catch {
    return null
  }
}

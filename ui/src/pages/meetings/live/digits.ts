// The keys 1 to 9, for people who stand in a row.
import type { Key } from '@/shell/keys'

export const digits = (what: (at: number) => string, run: (at: number) => void, when?: () => boolean): Key[] =>
  Array.from({ length: 9 }, (_, at) => ({ keys: String(at + 1), what: () => what(at), run: () => run(at), when }))

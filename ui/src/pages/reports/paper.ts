// The text of a report in the order in which it is read: its blocks, with the places where the
// office may write between them.
import type { Block, ProsePlace, Section } from './report'

export type Piece = { kind: 'block'; block: Block; key: string } | { kind: 'prose'; place: ProsePlace; key: string }

// A place stands where its text stands; one that is still empty comes after the nearest paragraph
// before it, or at the head of its section.
export function piecesOf(section: Section, places: readonly ProsePlace[]): Piece[] {
  const own = places.filter((place) => place.section === section.id)
  const pieces: Piece[] = []
  section.blocks.forEach((block, n) => {
    const place = block.kind === 'prose' ? own.find((each) => each.id === block.id) : undefined
    if (!place) pieces.push({ kind: 'block', block, key: `${n} ${block.id}` })
    else if (!pieces.some((piece) => piece.kind === 'prose' && piece.place === place)) pieces.push({ kind: 'prose', place, key: place.id })
  })
  for (const place of own) {
    if (pieces.some((piece) => piece.kind === 'prose' && piece.place === place)) continue
    pieces.splice(spotOf(pieces, place), 0, { kind: 'prose', place, key: place.id })
  }
  return pieces
}

function spotOf(pieces: readonly Piece[], place: ProsePlace): number {
  for (const id of place.after) {
    for (let n = pieces.length - 1; n >= 0; n -= 1) {
      const piece = pieces[n]!
      if ((piece.kind === 'block' ? piece.block.id : piece.place.id) === id) return n + 1
    }
  }
  // What is derived has no paragraphs of its own: the office's words close the section.
  return place.after.length ? pieces.length : 0
}

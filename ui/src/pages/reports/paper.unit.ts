import { describe, expect, it } from 'vitest'
import { piecesOf } from './paper'
import type { Block, ProsePlace } from './report'

const block = (id: string, kind: Block['kind'] = 'body'): Block => ({ kind, id, spans: [{ text: id }] })
const place = (id: string, after: string[], text = ''): ProsePlace => ({ id, heading: '', section: 's', after, text })
const ids = (blocks: Block[], places: ProsePlace[]) =>
  piecesOf({ heading: '', id: 's', blocks }, places).map((piece) => (piece.kind === 'block' ? piece.block.id : `[${piece.place.id}]`))

describe('the office’s own words among the blocks', () => {
  it('stand where they are written, once however many lines', () => {
    expect(ids([block('a'), block('own', 'prose'), block('own', 'prose'), block('b')], [place('own', ['a'], '一\n二')])).toEqual(['a', '[own]', 'b'])
  })
  it('have their place after the nearest paragraph that is said', () => {
    expect(ids([block('a'), block('c')], [place('own', ['b', 'a'])])).toEqual(['a', '[own]', 'c'])
    expect(ids([block('a')], [place('own', [])])).toEqual(['[own]', 'a'])
    expect(ids([block('derived')], [place('own', ['gaps'])])).toEqual(['derived', '[own]'])
  })
})

// When each problem was raised, was to be mended, was closed and was looked back at.
import type { Problem } from './problems'

export interface Bar {
  id: number
  title: string
  owner: string
  raised: string
  deadline: string
  closed: string
  lookback: string
  lookbackDue: string // closed, and still to be looked back at by that day
  late: number // days between the deadline and the closing, or the day that is looked at
}

// 2021-03-05 and 2021-03 are days of a calendar; 长期坚持 is none.
export const dayIn = (text: string | undefined): string => {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(text ?? '')
  return found ? `${found[1]}-${found[2]}-${found[3] ?? '01'}` : ''
}

export function barOf(row: Problem, day: string): Bar {
  const of = (field: string) => dayIn(row.texts[field])
  const by = (date: string) => (date <= day ? date : '') // what came later had not happened yet
  const [deadline, closed, lookback] = [of('deadline'), by(of('closed_on')), by(of('lookback_on'))]
  const until = closed || (row.ended ? '' : day)
  const late = deadline && until ? Math.max(0, Math.round((Date.parse(until) - Date.parse(deadline)) / 86_400_000)) : 0
  return {
    id: row.id,
    title: row.title,
    owner: row.owner?.name ?? '',
    raised: of('raised_on') || of('assigned_on'),
    deadline,
    closed,
    lookback,
    lookbackDue: closed && !lookback ? (row.due ?? '') : '',
    late,
  }
}

export type Piece = 'planned' | 'running' | 'mended' | 'late' | 'watched' | 'deadline'

export interface Drawn {
  row: number
  from: string
  to: string
  piece: Piece
}

// What is drawn of a line: the time given as a frame up to the mark of the deadline, the time taken
// filled in, red after the deadline, then a thin line until it was looked back at. Problems from old
// ledgers do not say when they were raised: theirs begin with the mark.
export function drawnOf(bar: Bar, row: number, day: string, ended: boolean): Drawn[] {
  const out: Drawn[] = []
  const add = (from: string, to: string, piece: Piece) => {
    if (from && to && from <= to) out.push({ row, from, to, piece })
  }
  const until = bar.closed || (ended ? '' : day)
  const onTime = bar.deadline && until > bar.deadline ? bar.deadline : until
  add(bar.raised, bar.deadline, 'planned')
  add(bar.raised, onTime, bar.closed ? 'mended' : 'running')
  if (bar.late > 0) add(bar.deadline, until, 'late')
  add(bar.deadline, bar.deadline, 'deadline')
  if (bar.closed) add(bar.closed, bar.lookback || bar.lookbackDue, 'watched')
  return out
}

// The way of a report from draft to answer: the procedure of the pack whose one step freezes it.
import { get, type Page } from '@/api'
import type { Case } from '@/pages/records/case'
import type { Phrase } from '@/words'

interface Act { id: string; name: Phrase; from: string[]; to: string; adds: string[]; freezes: boolean }
export interface Way {
  id: string
  name: Phrase
  form: string
  states: Array<{ id: string; name: Phrase; ends: boolean }>
  acts: Act[]
}
export interface ReportLine {
  id: number
  title: string
  texts: Record<string, string>
  state?: string
  state_name?: Phrase | null
  ended?: boolean
  late?: boolean
}

export async function findWay(): Promise<Way | null> {
  const ways = await get<Way[]>('procedures')
  return ways.find((way) => way.acts.some((act) => act.freezes)) ?? null
}

export const listReports = async (form: string) =>
  (await get<Page<ReportLine>>('records', { form, sort: '-id', limit: 200 })).items

// The year that a report is of stands in its period, else in its title; the year before it was
// drafted where neither says.
export function yearOf(line: Pick<ReportLine, 'texts' | 'title'>): number {
  const said = /\d{4}/.exec(line.texts.period ?? '') ?? /\d{4}/.exec(line.title)
  return said ? Number(said[0]) : Number((line.texts.drafted_on ?? line.texts.submitted_on ?? '0').slice(0, 4)) - 1
}

// The step by which it was frozen; none before.
export function frozenBy(way: Way, record: Case) {
  const act = way.acts.find((each) => each.freezes)
  return record.steps.find((step) => step.act === act?.id) ?? null
}

// Who has seen the draft, and who is still asked to: the act that adds people to the record.
export function readersOf(way: Way, record: Case): { seen: string; left: string[] } | null {
  const act = way.acts.find((each) => each.adds.length > 0 && each.to === '')
  const next = record.next.find((each) => each.act === act?.id)
  const field = act?.adds[0]
  if (!next || !field) return null
  const people = (record.fields[field] as { p?: Array<{ id?: number }> } | undefined)?.p ?? []
  const seen = new Set(people.map((one) => one.id))
  return { seen: record.texts[field] ?? '', left: next.who.filter((one) => !seen.has(one.id)).map((one) => one.name) }
}

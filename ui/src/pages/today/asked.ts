// What is asked of me (GET reminders?weeks=): steps that wait, windows of duties, proposals of the
// ladder; and how the page groups it.
import type { LocationQueryRaw } from 'vue-router'
import type { StateId } from '@/parts/state'
import { drawerLink } from '@/shell/drawer'
import type { Phrase } from '@/words'

export interface Asked {
  kind: 'step' | 'duty' | 'proposal'
  on?: string
  late: boolean
  text: Phrase
  form?: string
  form_name?: Phrase
  // Of a step or a proposal.
  record?: number
  title?: string
  act?: string
  act_name?: Phrase
  rung_name?: Phrase
  // Of a duty.
  duty?: string
  duty_name?: Phrase
  whose?: string
  window_name?: string
  bearer?: string
  from?: string
  to?: string
  subject?: number
  values?: Record<string, string>
}

export type GroupId = 'late' | 'decide' | 'week' | 'later' | 'undated'

export interface Group {
  id: GroupId
  lines: Line[]
  count: number
}

// One line of the page: the same window of the same duty stands once, with all whose it is.
export interface Line {
  key: string
  first: Asked
  all: Asked[]
}

export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

function groupOf(one: Asked, day: string): GroupId {
  if (one.kind === 'proposal') return 'decide'
  if (one.late) return 'late'
  if (!one.on) return 'undated'
  return daysBetween(day, one.on) <= 7 ? 'week' : 'later'
}

const keyOf = (one: Asked, at: number) =>
  one.kind === 'duty' && !one.subject ? `${one.duty} ${one.from} ${one.to} ${one.late}` : `${one.kind} ${at}`

export function grouped(all: readonly Asked[], day: string): Group[] {
  const ids: GroupId[] = ['late', 'decide', 'week', 'later', 'undated']
  const groups = ids.map((id): Group => ({ id, lines: [], count: 0 }))
  all.forEach((one, at) => {
    const group = groups[ids.indexOf(groupOf(one, day))]!
    const key = keyOf(one, at)
    const line = group.lines.find((other) => other.key === key)
    group.count += 1
    if (line) line.all.push(one)
    else group.lines.push({ key, first: one, all: [one] })
  })
  // Of what is late the latest first: it can be mended most easily.
  for (const group of groups) {
    const way = group.id === 'late' ? -1 : 1
    group.lines.sort((a, b) => way * (a.first.on ?? '').localeCompare(b.first.on ?? ''))
  }
  return groups.filter((group) => group.lines.length > 0)
}

// Where it is done: the record with its next step, or a new record with what is plain filled in.
export function placeOf(one: Asked): { query: LocationQueryRaw } {
  if (one.record ?? one.subject) return drawerLink('record', (one.record ?? one.subject)!)
  if (!one.form) return drawerLink('obligations', `${one.duty}~`)
  const { query } = drawerLink('new', one.form)
  const kept = Object.fromEntries(Object.entries(query).filter(([name]) => !name.startsWith('v.')))
  const values = Object.fromEntries(Object.entries(one.values ?? {}).map(([field, text]) => [`v.${field}`, text]))
  return { query: { ...kept, ...values } }
}

export const lookOf = (group: GroupId): StateId =>
  group === 'late' ? 'missed' : group === 'later' || group === 'undated' ? 'open' : 'due'

// The year's plan: what the duties ask for (GET plan), what has been taken into a plan (records of
// the form plan_item), and the plans themselves. Page and drawers share one answer.
import { computed, shallowRef } from 'vue'
import { get, type Page } from '@/api'
import type { StateId } from '@/parts/state'
import { asOf, day } from '@/shell/day'
import { router } from '@/router'
import { say, useWords, type Phrase } from '@/words'
import en from '@/words/plan.en'
import zh from '@/words/plan.zh'
import type { Entry, Line } from './entry'

const w = useWords(zh, en)

export interface Listed {
  id: number
  title: string
  texts: Record<string, string>
  owner: { id: number; name: string } | null
  state?: string
  state_name?: Phrase | null
  ended?: boolean
  late?: boolean
  due?: string
}

export interface Plan {
  year: number
  day: string
  entries: Entry[]
  plans: Listed[] // of this year
  loose: number // lines that no plan holds yet
}

// ?year=2022, else that of the day which is shown.
export const year = computed(() => {
  const asked = Number(router.currentRoute.value.query.year)
  return Number.isInteger(asked) && asked > 1990 && asked < 2200 ? asked : Number(day.value.slice(0, 4))
})

function stateOf(line: Line, on: string, item: Listed | undefined): { state: StateId; word: string } {
  const done = line.owed > 0 && line.done >= line.owed
  if (done) return { state: 'met', word: w.states.met }
  if (item?.ended && item.state_name) {
    // Ended without a record behind it: struck out, or said to be done.
    return { state: item.state === 'dropped' ? 'waived' : 'made_up', word: say(item.state_name) }
  }
  if (line.owed === 0) return { state: 'waived', word: w.states.waived }
  if (line.missed > 0) return { state: 'missed', word: w.states.missed }
  if (line.by < on) return { state: 'due', word: w.states.due }
  return line.from <= on ? { state: 'open', word: w.states.open } : { state: 'upcoming', word: w.states.upcoming }
}

function ownEntry(item: Listed, on: string): Entry {
  const by = item.texts.planned_on ?? ''
  const done = item.ended && item.state !== 'dropped'
  const state: StateId = done ? 'met' : item.ended ? 'waived' : by < on ? 'due' : 'upcoming'
  return {
    key: `item~${item.id}`, own: true, state, word: item.state_name ? say(item.state_name) : w.states[state],
    name: { zh: item.title, en: item.title }, duty: '', month: Number(by.slice(5, 7)), by,
    bearer: item.texts.branch ?? item.texts.department ?? '', bearer_key: '',
    unit: item.texts.branch ?? item.texts.department ?? '', unit_kind: 'bureau', window: '', from: '', to: '', time: 1, times: 1,
    target: 1, before: 0, owed: 1, done: done ? 1 : 0, missed: 0, records: [], item: item.id,
    moved: item.state === 'moved', reason: item.texts.reason, who: item.owner ? [item.owner] : [], missed_before: 0,
  }
}

async function everyItem(of: number): Promise<Listed[]> {
  const found: Listed[] = []
  for (let offset = 0; ; offset += 200) {
    const query = { form: 'plan_item', 'f.planned_on': String(of), limit: 200, offset, day: asOf.value }
    const page = await get<Page<Listed>>('records', query)
    found.push(...page.items)
    if (found.length >= page.total || page.items.length === 0) return found
  }
}

const keyOf = (line: Line) => [line.duty, line.bearer_key, line.from, line.time].join('~')

export async function readPlan(of: number): Promise<Plan> {
  const on = day.value
  const [answer, items, plans] = await Promise.all([
    get<{ items: Line[] }>('plan', { year: of, day: asOf.value }),
    everyItem(of),
    get<Page<Listed>>('records', { form: 'plan', limit: 200, sort: '-id', day: asOf.value }),
  ])
  const byId = new Map(items.map((item) => [item.id, item]))
  const used = new Set(answer.items.flatMap((line) => line.item ?? []))
  const holding = new Set(answer.items.flatMap((line) => line.plan ?? []))
  const entries = answer.items.map((line): Entry => ({
    ...line, key: keyOf(line), own: false, ...stateOf(line, on, line.item ? byId.get(line.item) : undefined),
  }))
  entries.push(...items.filter((item) => !used.has(item.id)).map((item) => ownEntry(item, on)))
  entries.sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
  const yearOf = (plan: Listed) => (plan.texts.adopted_on ?? plan.texts.drafted_on ?? '').slice(0, 4)
  return {
    year: of, day: on, entries,
    plans: plans.items.filter((plan) => holding.has(plan.id) || yearOf(plan) === String(of) || plan.title.includes(String(of))),
    loose: entries.filter((entry) => !entry.item && entry.owed > 0).length,
  }
}

export const plan = shallowRef<Plan | null>(null)
export const planFailed = shallowRef<unknown>(null)
let asked = 0

export async function loadPlan(): Promise<void> {
  const mine = ++asked
  planFailed.value = null
  try {
    const read = await readPlan(year.value)
    if (mine === asked) plan.value = read
  } catch (caught) {
    if (mine === asked) planFailed.value = caught
  }
}

// For a drawer that was opened by its address: the page may not have read the plan yet.
export const entryOf = (key: string) => plan.value?.entries.find((entry) => entry.key === key) ?? null

// 2022年第2次，共4次 and the like: what tells an entry from its neighbours.
export function whichOf(entry: Entry): string {
  const part = entry.times > 1 ? w.time(entry.time, entry.times) : ''
  return [entry.bearer, entry.window, part].filter(Boolean).join(' · ')
}

// Whole departments answer for some matters: three names say who is meant.
export function whoOf(entry: Entry): string {
  const names = entry.who.map((one) => one.name)
  return names.length > 4 ? w.andMore(names.slice(0, 3).join('、'), names.length) : names.join('、')
}

// The year's report as it reads now (GET report), its figures and what stands behind them.
import { computed, ref, shallowRef } from 'vue'
import { ApiError, get, type Page } from '@/api'
import { router } from '@/router'
import { asOf } from '@/shell/day'
import type { Phrase } from '@/words'

export interface Figure {
  id: string
  label: Phrase
  text: string // 12次
  value: string | null
  held: boolean // there is a number
  kept: boolean // there is a ledger that it is counted from
  unit: string
  how: string
  last_year: string | null
  count: number
  numerator?: string
  denominator?: string
  if_unreadable_counted?: string
}

export type Behind =
  | { entry: number; restricted: true; digest: string }
  | { entry: number; restricted: false; record: boolean; text: string; form_name: string; file: string; sheet: string; row: number }

export interface FigureShown extends Figure {
  names: string[]
  entries: { items: Behind[]; total: number }
  denominator_entries: { items: Behind[]; total: number }
  next: string | null
}

export interface Span { text: string; figure?: string; emphasised?: boolean }
export interface Block { kind: 'heading2' | 'heading3' | 'body' | 'prose' | 'gap'; id: string; spans: Span[] }
export interface Section { heading: string | null; id?: string; blocks: Block[] }

// Where the office may write its own words; `after`: paragraphs before it, the nearest first.
export interface ProsePlace { id: string; heading: string; section: string; after: string[]; text: string }

export interface Report {
  year: number
  as_of: string
  title: string[]
  recipient: string
  issuer: string
  date: string
  attachments: string[]
  sections: Section[]
  figures: Record<string, Figure>
  prose: ProsePlace[]
  proof: { note: string; checkpoint: string } | null
  versions: string
}

// Of which year, as of which day, as known when: of all calls of this page.
export interface Moment { year?: number | string; day?: string; known?: string }

export const asked = computed<Moment>(() => {
  const year = router.currentRoute.value.query.year
  return { year: typeof year === 'string' && /^\d{4}$/.test(year) ? year : undefined, day: asOf.value }
})

export const report = shallowRef<Report | null>(null)
export const reportFailed = shallowRef<unknown>(null)
export const refused = ref(false) // only for those who see the whole book
let question = 0

export async function loadReport(): Promise<void> {
  const mine = ++question
  reportFailed.value = null
  try {
    const read = await get<Report>('report', { ...asked.value })
    if (mine === question) report.value = read
  } catch (caught) {
    if (mine !== question) return
    refused.value = caught instanceof ApiError && caught.status === 403
    reportFailed.value = caught
  }
}

export const showFigure = (id: string, moment: Moment, after?: string) =>
  get<FigureShown>(`figures/${encodeURIComponent(id)}`, { ...moment, limit: 20, after })

export async function everyFigure(moment: Moment): Promise<{ year: number; items: Figure[] }> {
  const items: Figure[] = []
  for (let after: string | undefined; ; ) {
    const page: Page<Figure> & { year: number } = await get('figures', { ...moment, limit: 200, after })
    items.push(...page.items)
    if (!page.next) return { year: page.year, items }
    after = String(page.next)
  }
}

// 97.7% and 1,204人 as numbers; null where there is none.
export function numberIn(text: string | null): number | null {
  const found = /-?\d[\d,]*(\.\d+)?/.exec(text ?? '')
  return found ? Number(found[0].replace(/,/g, '')) : null
}

export function changeOf(figure: Figure): number | null {
  const now = numberIn(figure.value)
  const before = numberIn(figure.last_year)
  return now === null || before === null ? null : Math.round((now - before) * 100) / 100
}

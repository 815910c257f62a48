// The columns of a form's records: its fields, and how each record stands.
import type { Column, Kind } from '@/table/columns'
import { say, useWords, type Phrase } from '@/words'
import en from '@/words/case.en'
import zh from '@/words/case.zh'
import type { Named } from './case'
import type { Field, Form } from './forms'
import { dayOf } from './moments'

export interface Row {
  id: number
  form: string
  form_name: Phrase
  title: string
  texts?: Record<string, string>
  recorded_at: string
  imported: boolean
  evidence: number
  owner: Named | null
  procedure?: string
  state?: string
  state_name?: Phrase | null
  ended?: boolean
  since?: string
  due?: string
  late?: boolean
}

export interface StateCount {
  id: string
  name: Phrase
  ends: boolean
  count: number
}

const kinds: Partial<Record<Field['type'], Kind>> = {
  integer: 'number', decimal: 'number', date: 'day', deadline: 'day', choice: 'choice', choices: 'choice', flag: 'choice',
}
const widths: Partial<Record<Field['type'], number>> = { text: 168, people: 128, list: 168 }
const c = useWords(zh, en)
const shownFirst = 6

// What a record is known by comes first, then what must be there, then the rest in the pack's order;
// what nobody fills in comes last and is hidden.
function ordered(form: Form, used: ReadonlySet<string> | null): Field[] {
  const rank = (field: Field) => {
    if (used && !used.has(field.id) && !field.required) return 99
    const at = form.key.indexOf(field.id)
    if (at >= 0) return at
    if (field.id === form.date || field.id === form.host) return 20
    if (field.id === form.present) return 30
    return field.required ? 25 : 40
  }
  return [...form.fields].sort((a, b) => rank(a) - rank(b))
}

function fieldColumn(field: Field, hidden: boolean): Column<Row> {
  const flag = [{ value: 'true', label: c.yes }, { value: 'false', label: c.no }]
  return {
    id: field.id,
    title: say(field.name),
    kind: kinds[field.type],
    text: (row) => row.texts?.[field.id] ?? '',
    choices: field.type === 'flag' ? flag : field.choices?.map((choice) => ({ value: choice.id, label: say(choice.name) })),
    width: widths[field.type],
    hidden,
  }
}

export interface ColumnWords {
  id: string
  title: string
  form: string
  state: string
  owner: string
  due: string
  evidence: string
  recorded: string
}

// What every record has. A field of the form with the same id goes before it, here as on the server.
function standing(w: ColumnWords, form: Form | null, states: readonly StateCount[]): Column<Row>[] {
  const all: Column<Row>[] = [
    {
      id: 'state', title: w.state, kind: 'choice',
      text: (row) => (row.state_name ? say(row.state_name) : ''),
      choices: states.map((state) => ({ value: state.id, label: say(state.name) })),
    },
    { id: 'owner', title: w.owner, text: (row) => row.owner?.name ?? '' },
    { id: 'due', title: w.due, kind: 'day', text: (row) => row.due ?? '' },
  ]
  return all.filter((column) => !form?.fields.some((field) => field.id === column.id))
}

// `used`: the fields that hold anything in the records seen first; null: not known yet.
export function columnsOf(
  form: Form | null,
  w: ColumnWords,
  states: readonly StateCount[],
  used: ReadonlySet<string> | null,
): Column<Row>[] {
  const id: Column<Row> = { id: 'id', title: w.id, kind: 'number' }
  const last: Column<Row>[] = [
    { id: 'evidence', title: w.evidence, kind: 'number', sortable: false, filterable: false },
    { id: 'recorded', title: w.recorded, text: (row) => dayOf(row.recorded_at), sortable: false, filterable: false, hidden: true },
  ]
  if (!form) {
    return [
      id,
      { id: 'form', title: w.form, text: (row) => say(row.form_name) },
      { id: 'title', title: w.title, width: 240 },
      ...standing(w, null, states),
      ...last,
    ]
  }
  const steps = form.opens.length ? standing(w, form, states) : []
  const fields = ordered(form, used).map((field, at) =>
    fieldColumn(field, at >= shownFirst - (steps.length ? 1 : 0) || (used !== null && !used.has(field.id) && !field.required)),
  )
  return [id, ...fields, ...steps, ...last]
}


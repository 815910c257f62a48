// Which ledgers are of meetings: those that say who came and who did not. Only a `meeting` has
// items and a page of its own; others open as records.
import type { Form } from '../records/forms'
import { drawerLink } from '@/shell/drawer'
import { withDay } from '@/shell/day'

export const ofMeetings = (forms: readonly Form[]) => {
  const found = forms.filter((form) => form.present && form.absent)
  return [...found.filter((form) => form.id === 'meeting'), ...found.filter((form) => form.id !== 'meeting')]
}

export const pageOf = (form: string, id: number) =>
  form === 'meeting' ? { path: `/meetings/${id}`, query: withDay() } : drawerLink('record', id)

// Acts that open a meeting of a day to come, and those that record one already held.
export const planning = (form: Form | undefined) => form?.opens.filter((one) => one.sets.includes('planned_on')) ?? []
export const afterwards = (form: Form | undefined) =>
  form?.opens.filter((one) => form.date && one.sets.includes(form.date)) ?? []

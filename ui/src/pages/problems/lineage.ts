// The rounds of a problem: one that came back is mended again under the same number, and what was
// done before stays in sight.
import type { Case, StepLine } from '@/pages/records/case'
import type { Act } from './problems'

export interface Round {
  number: number
  from: string
  assigned?: StepLine
  submitted?: StepLine
  closed?: StepLine
  back?: StepLine // the step by which it came back
}

export function roundsOf(record: Case, acts: readonly Act[]): Round[] {
  const again = new Set(acts.filter((act) => act.new_round).map((act) => act.id))
  const first = record.steps[0]
  const rounds: Round[] = [{ number: 1, from: first?.on ?? '' }]
  for (const step of record.steps) {
    const round = rounds[rounds.length - 1]!
    if (again.has(step.act)) {
      round.back = step
      rounds.push({ number: round.number + 1, from: step.on })
    } else if (step.act === 'assign') round.assigned = step
    else if (step.act === 'submit') round.submitted = step
    else if (step.act === 'close') round.closed = step
  }
  return rounds
}

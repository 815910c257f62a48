// The states of an obligation and what they look like. Other things with states (a problem, a
// meeting) say which of these looks theirs has: <StateMark state="met" :word="…" />.
export type StateId = 'upcoming' | 'open' | 'due' | 'met' | 'made_up' | 'missed' | 'waived'
export type FlagId = 'unproven' | 'recorded_late'

export const stateOrder: readonly StateId[] = ['missed', 'due', 'open', 'upcoming', 'made_up', 'met', 'waived']

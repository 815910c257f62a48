import { describe, expect, it } from 'vitest'
import { sameDayIn } from './dates'

describe('the same day of another month', () => {
  it('is a working day of that month', () => {
    expect(sameDayIn('2022-01-31', 2022, 2, '2022-01-01')).toBe('2022-02-28')
    expect(sameDayIn('2022-03-15', 2022, 5, '2022-01-01')).toBe('2022-05-13') // the 15th is a Sunday
    expect(sameDayIn('2022-03-01', 2022, 5, '2022-01-01')).toBe('2022-05-02') // the 1st is a Sunday
  })
  it('is not before today within this month', () => {
    expect(sameDayIn('2022-01-05', 2022, 3, '2022-03-20')).toBe('2022-03-20')
    expect(sameDayIn('2022-01-05', 2022, 2, '2022-03-20')).toBe('2022-02-04')
  })
})

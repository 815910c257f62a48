// Moments and spans of days as people read them.
import { language } from '@/words'

// 2021-06-30T02:05:00Z as 2021-06-30 10:05 where the reader is.
export function momentOf(given: string): string {
  const at = new Date(given)
  if (Number.isNaN(at.getTime())) return given
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
}

export const dayOf = (given: string) => momentOf(given).slice(0, 10)

export function spanOf(span: { first: string; last: string }): string {
  if (span.first === span.last) return span.first
  const [year, month] = span.first.split('-') as [string, string]
  const ends = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10)
  if (span.first === `${year}-01-01` && span.last === `${year}-12-31`) return language.value === 'zh' ? `${year} 年` : year
  if (span.first === `${year}-${month}-01` && span.last === ends) return language.value === 'zh' ? `${year} 年 ${Number(month)} 月` : `${year}-${month}`
  return language.value === 'zh' ? `${span.first} 至 ${span.last}` : `${span.first} to ${span.last}`
}

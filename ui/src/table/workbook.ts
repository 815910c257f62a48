// What is seen, as an .xlsx workbook of one sheet. Text stays text, whatever it begins with.
import { zipOf } from './zip'

export type SheetCell = string | number | null

const escaped = (text: string) =>
  text
    // eslint-disable-next-line no-control-regex -- what XML cannot hold
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

function letters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26))
  return at < 26 ? last : letters(Math.floor(at / 26) - 1) + last
}

function cellXml(cell: SheetCell, at: string, style: number): string {
  if (cell === null || cell === '') return ''
  return typeof cell === 'number'
    ? `<c r="${at}"><v>${cell}</v></c>`
    : `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

export function workbookOf(name: string, headings: readonly string[], rows: ReadonlyArray<readonly SheetCell[]>): Blob {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const tab = escaped(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'Sheet1')
  const lines = [headings, ...rows].map(
    (cells, row) => `<row r="${row + 1}">${cells.map((cell, at) => cellXml(cell, `${letters(at)}${row + 1}`, row ? 0 : 1)).join('')}</row>`,
  )
  const last = `${letters(Math.max(0, headings.length - 1))}${rows.length + 1}`
  return new Blob(
    [
      zipOf([
        ['[Content_Types].xml', `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`],
        ['_rels/.rels', `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
        ['xl/workbook.xml', `${head}<workbook ${main} xmlns:r="${office}"><sheets><sheet name="${tab}" sheetId="1" r:id="r1"/></sheets></workbook>`],
        ['xl/_rels/workbook.xml.rels', `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/styles" Target="styles.xml"/></Relationships>`],
        ['xl/styles.xml', `${head}<styleSheet ${main}><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`],
        ['xl/worksheets/sheet1.xml', `${head}<worksheet ${main}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${lines.join('')}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`],
      ]),
    ],
    { type: `${types}.sheet` },
  )
}

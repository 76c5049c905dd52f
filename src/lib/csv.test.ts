import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

const only = (value: string | number | null) => csvLine([value]).replace(/\r\n$/, '');

describe('CSV for spreadsheets', () => {
  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1 416', `"'+1 416"`],
    ['-2+3', `"'-2+3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    ['  =1', `"'  =1"`],
  ])('a cell that begins like a formula is text: %j', (value, cell) => {
    expect(only(value)).toBe(cell);
  });

  it.each([
    ['Maria Lopez', 'Maria Lopez'],
    ['Lopez, Maria', '"Lopez, Maria"'],
    ['She said "now"', '"She said ""now"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['416 555-0123', '416 555-0123'],
    ['(+44) 20 7183 8750', '(+44) 20 7183 8750'],
    ['', ''],
    [null, ''],
    [-5, '-5'],
    [Number.NaN, ''],
  ])('what is harmless stays as it is, quoted where RFC 4180 asks for it: %j', (value, cell) => {
    expect(only(value)).toBe(cell);
  });

  it('a line ends as the standard says', () => {
    expect(csvLine(['a', 1, null])).toBe('a,1,\r\n');
  });
});

package sheet

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"sijoita/casework"
	"sijoita/internal/i18n"
	"sijoita/problem"
)

// A workbook of records is written here part by part, and not by the library
// that writes the reports: that one keeps the rows in files of its own while it
// works, where records of clients have nothing to do, and cannot write every
// character that a text may hold.

// look is how a cell looks, by what it holds: its place among the styles.
type look int

const (
	lookPlain look = iota
	lookText
	lookDay
	lookNumber
	lookMoney
	lookHead
	lookTitle
	lookProse
)

// sheetOut describes a sheet before its rows are written.
type sheetOut struct {
	name    string
	columns []columnOut
	freeze  bool
}

type columnOut struct {
	width  int
	look   look
	choice string // a range with the words to choose from, or the words themselves in quotes
}

// bookOut writes a workbook straight to where it goes. The first error stays
// and ends everything.
type bookOut struct {
	zip *zip.Writer
	out *bufio.Writer // of the part that is written
	err error
}

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relNS   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packNS  = "http://schemas.openxmlformats.org/package/2006"
	kindOf  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

func newBookOut(w io.Writer, title string, lang i18n.Lang, names []string) *bookOut {
	b := &bookOut{zip: zip.NewWriter(w)}
	var types, sheets, rels strings.Builder
	for i, name := range names {
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i+1, kindOf)
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escaped(name), i+1, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relNS, i+1)
	}
	b.part("[Content_Types].xml", `<Types xmlns="`+packNS+`/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="`+kindOf+`sheet.main+xml"/>`+
		`<Override PartName="/xl/styles.xml" ContentType="`+kindOf+`styles+xml"/>`+
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`+types.String()+`</Types>`)
	b.part("_rels/.rels", `<Relationships xmlns="`+packNS+`/relationships"><Relationship Id="rId1" Type="`+relNS+`/officeDocument" Target="xl/workbook.xml"/>`+
		`<Relationship Id="rId2" Type="`+packNS+`/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`)
	b.part("docProps/core.xml", `<cp:coreProperties xmlns:cp="`+packNS+`/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">`+
		`<dc:title>`+escaped(title)+`</dc:title><dc:creator>Sijoita</dc:creator><dc:language>`+string(lang)+`</dc:language></cp:coreProperties>`)
	b.part("xl/workbook.xml", `<workbook xmlns="`+mainNS+`" xmlns:r="`+relNS+`"><sheets>`+sheets.String()+`</sheets></workbook>`)
	b.part("xl/_rels/workbook.xml.rels", `<Relationships xmlns="`+packNS+`/relationships">`+rels.String()+
		fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/></Relationships>`, len(names)+1, relNS))
	b.part("xl/styles.xml", stylesOf(lang))
	return b
}

// stylesOf are the looks, in their order.
func stylesOf(lang i18n.Lang) string {
	const top, right = `<alignment vertical="top"/>`, `<alignment vertical="top" horizontal="right"/>`
	const wrap = `<alignment vertical="top" wrapText="1"/>`
	xf := func(format, font, fill int, alignment string) string {
		return fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">%s</xf>`, format, font, fill, alignment)
	}
	const ownDay, text, money = 164, 49, 2
	return `<styleSheet xmlns="` + mainNS + `"><numFmts count="1"><numFmt numFmtId="164" formatCode="` + dayFormats[lang] + `"/></numFmts>` +
		`<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="16"/><name val="Calibri"/></font></fonts>` +
		`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF3"/></patternFill></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8">` +
		xf(0, 0, 0, "") + xf(text, 0, 0, top) + xf(ownDay, 0, 0, `<alignment vertical="top" horizontal="left"/>`) + xf(0, 0, 0, right) +
		xf(money, 0, 0, right) + xf(text, 1, 2, wrap) + xf(text, 2, 0, top) + xf(text, 0, 0, wrap) + `</cellXfs></styleSheet>`
}

func (b *bookOut) did(err error) {
	if b.err == nil {
		b.err = err
	}
}

// begin begins a part of the file. Nothing in it tells when it was made.
func (b *bookOut) begin(name string) {
	part, err := b.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	b.did(err)
	if b.err == nil {
		b.out = bufio.NewWriter(part)
		b.raw(xmlHead)
	}
}

func (b *bookOut) raw(s string) {
	if b.err == nil {
		_, err := b.out.WriteString(s)
		b.did(err)
	}
}

func (b *bookOut) end() {
	if b.err == nil {
		b.did(b.out.Flush())
	}
}

func (b *bookOut) part(name, text string) {
	b.begin(name)
	b.raw(text)
	b.end()
}

func (b *bookOut) close() error {
	if b.err == nil {
		b.did(b.zip.Close())
	}
	if b.err != nil {
		return fmt.Errorf("write workbook: %w", b.err)
	}
	return nil
}

// cellOut is a cell and how it looks. What a text begins with makes no formula
// of it: its type and its look say that it is text.
type cellOut struct {
	value any // string, float64, casework.Day or nil
	look  look
}

// sheet writes one sheet; rows are asked for one by one.
func (b *bookOut) sheet(number int, s sheetOut, rows func(add func(...cellOut))) {
	b.begin(fmt.Sprintf("xl/worksheets/sheet%d.xml", number))
	b.raw(`<worksheet xmlns="` + mainNS + `"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">`)
	if s.freeze {
		b.raw(`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>`)
	}
	b.raw(`</sheetView></sheetViews><cols>`)
	for i, c := range s.columns {
		b.raw(fmt.Sprintf(`<col min="%d" max="%d" width="%d" customWidth="1" style="%d"/>`, i+1, i+1, c.width, c.look))
	}
	b.raw(`</cols><sheetData>`)
	row := 0
	rows(func(cells ...cellOut) {
		row++
		if row > maxRows {
			b.did(problem.New(problem.Invalid, "sheet.export_rows").With("sheet", s.name).With("most", maxRows))
		}
		b.row(s.name, row, cells)
	})
	b.raw(`</sheetData>`)
	b.choices(s)
	b.raw(`<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>`)
	b.end()
}

func (b *bookOut) row(sheet string, row int, cells []cellOut) {
	n := strconv.Itoa(row)
	b.raw(`<row r="` + n + `">`)
	for i, c := range cells {
		start := `<c r="` + columnName(i) + n + `" s="` + strconv.Itoa(int(c.look)) + `"`
		switch value := c.value.(type) {
		case string:
			if len(value) > maxCellText && len(utf16.Encode([]rune(value))) > maxCellText {
				b.did(problem.New(problem.Invalid, "sheet.export_text").With("place", placeOf(sheet, row, i)).With("most", maxCellText))
			}
			b.raw(start + ` t="inlineStr"><is><t xml:space="preserve">` + escaped(value) + `</t></is></c>`)
		case float64:
			b.raw(start + `><v>` + strconv.FormatFloat(value, 'g', -1, 64) + `</v></c>`)
		case casework.Day:
			b.raw(start + `><v>` + strconv.Itoa(serialOf(value)) + `</v></c>`)
		}
	}
	b.raw(`</row>`)
}

// maxCellText is how much text a cell may hold, in halves of UTF-16.
const maxCellText = 32767

// choices lets the columns of closed lists be filled in by choosing.
func (b *bookOut) choices(s sheetOut) {
	n := 0
	for _, c := range s.columns {
		if c.choice != "" {
			n++
		}
	}
	if n == 0 {
		return
	}
	b.raw(fmt.Sprintf(`<dataValidations count="%d">`, n))
	for i, c := range s.columns {
		if c.choice != "" {
			b.raw(fmt.Sprintf(`<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="%[1]s2:%[1]s%[2]d"><formula1>%[3]s</formula1></dataValidation>`,
				columnName(i), maxRows, escaped(c.choice)))
		}
	}
	b.raw(`</dataValidations>`)
}

// columnName is A for 0, Z for 25, AA for 26.
func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// placeOf is a cell as spreadsheets name it.
func placeOf(sheet string, row, column int) string {
	return sheet + "!" + columnName(column) + strconv.Itoa(row)
}

// dayZero is the day of which spreadsheets count; firstSerial the first day that
// they all count alike.
var (
	dayZero     = casework.MustDay("1899-12-30")
	firstSerial = casework.MustDay("1900-03-01")
)

func serialOf(d casework.Day) int { return d.DaysSince(dayZero) }

// escaped is a text within XML, also with the characters that XML itself
// cannot hold, as spreadsheets write them.
func escaped(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			fmt.Fprintf(&b, "_x%04X_", r)
		case r == '_' && escapedRune.MatchString(s[i:]):
			b.WriteString("_x005F_")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// escapedRune is how such a character begins; a text that looks so already has
// its first sign written so.
var escapedRune = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

package sheet

import (
	"fmt"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"

	"sijoita/casework"
	"sijoita/internal/i18n"
)

// workbook gathers sheets. The first error stays and ends everything: what is
// written afterwards is let go, and writeTo returns it.
type workbook struct {
	file   *excelize.File
	p      *i18n.Printer
	styles styles
	sheets int
	err    error
}

// styles are what cells look like, by what they hold.
type styles struct {
	title, head, section, text, whole, decimal, percent, day int
}

// newWorkbook begins one whose title and language the file itself tells.
func newWorkbook(p *i18n.Printer, title string) *workbook {
	b := &workbook{file: excelize.NewFile(), p: p}
	b.did(b.file.SetDocProps(&excelize.DocProperties{Title: title, Language: string(p.Lang()), Creator: "Sijoita"}))
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	right := &excelize.Alignment{Vertical: "top", Horizontal: "right"}
	text, whole := 49, 3 // formats that every workbook has: text as it is, 1 250
	b.styles = styles{
		title:   b.style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}}),
		head:    b.style(excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: top, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EDF3"}}}),
		section: b.style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 13}}),
		text:    b.style(excelize.Style{Alignment: top, NumFmt: text}),
		whole:   b.style(excelize.Style{Alignment: right, NumFmt: whole}),
		decimal: b.style(excelize.Style{Alignment: right, CustomNumFmt: format("0.0###")}),
		percent: b.style(excelize.Style{Alignment: right, CustomNumFmt: format("0.0%")}),
		day:     b.style(excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}, CustomNumFmt: format(dayFormats[p.Lang()])}),
	}
	return b
}

// dayFormats are how each language writes a day.
var dayFormats = map[i18n.Lang]string{i18n.FI: "d.m.yyyy", i18n.SV: "d.m.yyyy", i18n.EN: "d mmm yyyy"}

func format(code string) *string { return &code }

func (b *workbook) style(s excelize.Style) int {
	id, err := b.file.NewStyle(&s)
	b.did(err)
	return id
}

func (b *workbook) did(err error) {
	if b.err == nil {
		b.err = err
	}
}

// page is one sheet, written from its top down.
type page struct {
	*workbook
	sheet  string
	stream *excelize.StreamWriter
	row    int
}

// page begins a sheet whose columns have these widths. It prints on paper
// lying on its side, as wide as the paper.
func (b *workbook) page(title string, widths ...float64) *page {
	p := &page{workbook: b, sheet: title}
	if b.sheets == 0 {
		b.did(b.file.SetSheetName("Sheet1", title))
	} else {
		_, err := b.file.NewSheet(title)
		b.did(err)
	}
	b.sheets++
	fit, landscape, high := true, "landscape", 0
	b.did(b.file.SetSheetProps(title, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.did(b.file.SetPageLayout(title, &excelize.PageLayoutOptions{Orientation: &landscape, FitToHeight: &high}))
	if b.err != nil {
		return p
	}
	var err error
	p.stream, err = b.file.NewStreamWriter(title)
	b.did(err)
	for i, width := range slices.Backward(widths) { // the library writes the last told first, and Excel wants them in order
		if b.err == nil {
			b.did(p.stream.SetColWidth(i+1, i+1, width))
		}
	}
	return p
}

// freeze keeps the first rows in sight, and on every printed page the last of
// them. It comes before the first row.
func (p *page) freeze(rows int) {
	if p.err != nil {
		return
	}
	p.did(p.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: rows, TopLeftCell: fmt.Sprintf("A%d", rows+1), ActivePane: "bottomLeft"}))
	p.did(p.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: p.sheet, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", p.sheet, rows, rows)}))
}

// add writes the next row; without cells it stays empty.
func (p *page) add(cells ...any) {
	p.row++
	if p.err == nil && len(cells) > 0 {
		p.did(p.stream.SetRow(fmt.Sprintf("A%d", p.row), cells))
	}
}

// table writes rows under their headings, as a table that can be sorted and
// that a screen reader takes for one. Name is the table's within the file.
func (p *page) table(name string, head []string, rows [][]any) {
	p.freeze(1)
	p.add(p.heads(head)...)
	for _, row := range rows {
		p.add(row...)
	}
	if len(rows) == 0 {
		p.add(p.text(p.p.T("figures.none")))
		return
	}
	if p.err == nil {
		last, err := excelize.CoordinatesToCellName(len(head), len(rows)+1)
		p.did(err)
		p.did(p.stream.AddTable(&excelize.Table{Range: "A1:" + last, Name: name, StyleName: "TableStyleLight1"}))
	}
}

func (p *page) heads(texts []string) []any {
	var cells []any
	for _, s := range texts {
		cells = append(cells, excelize.Cell{StyleID: p.styles.head, Value: s})
	}
	return cells
}

func (p *page) close() {
	if p.err == nil {
		p.did(p.stream.Flush())
	}
}

// text is a cell of text. It holds no formula whatever it begins with, and its
// format keeps it text when somebody edits it: nothing need be put before it.
func (b *workbook) text(s string) any { return excelize.Cell{StyleID: b.styles.text, Value: s} }

func (b *workbook) title(s string) any   { return excelize.Cell{StyleID: b.styles.title, Value: s} }
func (b *workbook) section(s string) any { return excelize.Cell{StyleID: b.styles.section, Value: s} }
func (b *workbook) whole(n int) any      { return excelize.Cell{StyleID: b.styles.whole, Value: n} }

// decimal and percent are empty cells when there is no number.
func (b *workbook) decimal(f *float64) any { return number64(f, b.styles.decimal) }
func (b *workbook) percent(f *float64) any { return number64(f, b.styles.percent) }

// euro is an amount with its cents, or an empty cell when there is none.
func (b *workbook) euro(c *casework.Cents) any {
	if c == nil {
		return number64(nil, b.styles.decimal)
	}
	euros := float64(*c) / 100
	return number64(&euros, b.styles.decimal)
}

func number64(f *float64, style int) any {
	if f == nil {
		return excelize.Cell{StyleID: style}
	}
	return excelize.Cell{StyleID: style, Value: *f}
}

func (b *workbook) day(d casework.Day) any {
	return excelize.Cell{StyleID: b.styles.day, Value: d.Time()}
}

// writeTo writes the file, or returns the first thing that went wrong.
func (b *workbook) writeTo(w io.Writer) error {
	if b.err == nil {
		_, b.err = b.file.WriteTo(w)
	}
	b.did(b.file.Close())
	if b.err != nil {
		return fmt.Errorf("write workbook: %w", b.err)
	}
	return nil
}

package sheet

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/i18n"
	"sijoita/internal/interchange"
	"sijoita/problem"
)

// ReadDocument reads a document from a file of either kind, a workbook or
// JSON, and finds everything that is wrong with it, as interchange.Read does.
// Of a workbook, Path is the sheet and the cell, as in Asiakkaat!C12. It returns
// problem.Invalid for a workbook that is not read at all, and why.
func ReadDocument(r io.Reader, held interchange.Held) (*interchange.Document, []interchange.Fault, error) {
	file := bufio.NewReader(r)
	switch start, _ := file.Peek(len(oldStart)); {
	case strings.HasPrefix(string(start), zipStart):
	case string(start) == oldStart:
		return nil, nil, refused("sheet.old_or_locked")
	default:
		return interchange.Read(file, held)
	}
	var all bytes.Buffer
	switch n, err := io.Copy(&all, io.LimitReader(file, maxFile+1)); {
	case err != nil:
		return nil, nil, err
	case n > maxFile:
		return nil, nil, tooBig("file", maxFile>>20)
	}
	book, err := openBook(all.Bytes())
	if err != nil {
		return nil, nil, err
	}
	in := &documentIn{book: book, lexicon: lexiconOfAll(), filled: interchange.Filled{}, sheets: map[*interchange.Table]*tableIn{}}
	if err := in.read(); err != nil {
		return nil, nil, err
	}
	return in.document(held)
}

// How files begin: a workbook, and one of Excel's older kinds or one that is
// locked with a password.
const (
	zipStart = "PK\x03\x04"
	oldStart = "\xd0\xcf\x11\xe0"
)

// documentIn reads the sheets of a workbook.
type documentIn struct {
	*lexicon
	book   *bookIn
	filled interchange.Filled
	sheets map[*interchange.Table]*tableIn
	faults []faultIn
}

// faultIn is a fault with its place, in the order in which they are told.
type faultIn struct {
	sheet, row, column int // of the file; a row of 0 is the whole sheet
	key                string
	args               problem.Args
}

// tableIn is a sheet with the records of a table.
type tableIn struct {
	*documentIn
	number  int // of the sheet
	lang    i18n.Lang
	table   *interchange.Table
	head    int         // its row; 0: not found yet
	columns map[int]int // of the sheet → of the table
	at      map[int]int // of the table → of the sheet
	unnamed map[int]bool
	rows    []int // of the sheet, for each record
}

func (in *documentIn) fault(sheet, row, column int, key string, args problem.Args) {
	if len(in.faults) < maxFaults {
		in.faults = append(in.faults, faultIn{sheet, row, column, key, args})
	}
}

// maxFaults bounds what a hostile file can make us say.
const maxFaults = 100_000

func (in *documentIn) read() error {
	for number, sheet := range in.book.sheets {
		name := folded(sheet.name)
		if in.own[name] {
			continue
		}
		table := in.tables[name]
		switch {
		case table == nil:
			if err := in.refuseUnknown(number, sheet); err != nil {
				return err
			}
			continue
		case in.sheets[table] != nil:
			in.fault(number, 0, 0, "sheet.sheet_twice", nil)
			continue
		}
		lang, known := in.lang[name]
		if !known {
			lang = i18n.EN
		}
		t := &tableIn{documentIn: in, number: number, lang: lang, table: table, columns: map[int]int{}, at: map[int]int{}, unnamed: map[int]bool{}}
		in.sheets[table] = t
		if err := in.book.rows(sheet, t.read); err != nil {
			return err
		}
	}
	return nil
}

// refuseUnknown tells of a sheet that is none of ours; one that is empty is
// let be.
func (in *documentIn) refuseUnknown(number int, sheet sheetIn) error {
	told := false
	return in.book.rows(sheet, func(row int, cells []cellIn) error {
		if told || !slices.ContainsFunc(cells, cellIn.says) {
			return nil
		}
		told = true
		in.fault(number, 0, 0, "sheet.unknown_sheet", nil)
		return nil
	})
}

// says tells whether a cell holds anything.
func (c cellIn) says() bool {
	return c.formula || c.kind != cellBlank && (c.kind != cellText || strings.TrimSpace(c.text) != "")
}

func (t *tableIn) read(row int, cells []cellIn) error {
	switch {
	case !slices.ContainsFunc(cells, cellIn.says):
	case t.head == 0:
		t.head = row
		t.headings(row, cells)
	default:
		t.record(row, cells)
	}
	return nil
}

// headings finds which column is which.
func (t *tableIn) headings(row int, cells []cellIn) {
	for _, c := range cells {
		if !c.says() {
			continue
		}
		column, known := t.documentIn.columns[t.table][folded(c.text)]
		_, twice := t.at[column]
		switch {
		case c.formula:
			t.fault(t.number, row, c.column, "sheet.formula", nil)
		case c.kind != cellText || !known:
			t.fault(t.number, row, c.column, "sheet.unknown_column", nil)
		case twice:
			t.fault(t.number, row, c.column, "sheet.column_twice", nil)
		default:
			t.columns[c.column], t.at[column] = column, c.column
			continue
		}
		t.unnamed[c.column] = true // its values are not told of one by one
	}
}

func (t *tableIn) record(row int, cells []cellIn) {
	laid := interchange.Laid{Cells: make([]any, len(t.table.Columns))}
	for _, c := range cells {
		if !c.says() {
			continue
		}
		column, known := t.columns[c.column]
		switch {
		case t.unnamed[c.column]:
		case !known:
			t.unnamed[c.column] = true
			t.fault(t.number, row, c.column, "sheet.no_heading", nil)
		case column == interchange.ParentColumn:
			id, _ := t.value(row, c, interchange.Column{Kind: interchange.KindRef}).(string)
			laid.Parent = id
		default:
			laid.Cells[column] = t.value(row, c, t.table.Columns[column])
		}
	}
	t.filled[t.table] = append(t.filled[t.table], laid)
	t.rows = append(t.rows, row)
}

// value reads a cell as what its column holds. What cannot be read is told of,
// and is interchange.Unreadable.
func (t *tableIn) value(row int, c cellIn, column interchange.Column) any {
	refuse := func(key string, args problem.Args) any {
		t.fault(t.number, row, c.column, key, args)
		return interchange.Unreadable{}
	}
	switch {
	case c.formula:
		return refuse("sheet.formula", nil)
	case c.kind == cellError:
		return refuse("sheet.error_value", nil)
	}
	said := strings.TrimSpace(c.text)
	switch column.Kind {
	case interchange.KindDay:
		if d, ok := t.day(c); ok {
			return d
		}
		return refuse("sheet.not_day", nil)
	case interchange.KindTime:
		if at, ok := timeIn(c); ok {
			return at
		}
		return refuse("sheet.not_time", nil)
	case interchange.KindNumber, interchange.KindWhole, interchange.KindMoney:
		if n, ok := numberIn(c); ok {
			return n
		}
		return refuse("sheet.not_number", nil)
	case interchange.KindYesNo:
		if c.kind == cellYesNo {
			return c.text == "1" || c.text == "true"
		}
		if yes, ok := yesNoMeant(said); ok && c.kind == cellText {
			return yes
		}
		l := labels{i18n.For(t.lang)}
		return refuse("sheet.not_word", problem.Args{"words": l.yesNo(true) + ", " + l.yesNo(false)})
	case interchange.KindWord:
		if word, ok := wordMeant(t.table, column, said); ok && c.kind == cellText {
			return word
		}
		l := labels{i18n.For(t.lang)}
		return refuse("sheet.not_word", problem.Args{"words": strings.Join(l.wordsOf(t.table, column), ", ")})
	}
	text, ok := textIn(c, column.Digits)
	if !ok {
		return refuse("sheet.not_text", nil)
	}
	switch column.Kind {
	case interchange.KindRefs:
		return split(text)
	case interchange.KindText:
		return saidText(text)
	case interchange.KindCode, interchange.KindWeek, interchange.KindMonth:
		return strings.TrimSpace(text)
	}
	return text
}

// textIn reads a cell as a text. A number becomes its figures, with the zeros
// that a code begins with and a spreadsheet leaves out.
func textIn(c cellIn, digits int) (string, bool) {
	switch c.kind {
	case cellText:
		return c.text, true
	case cellNumber:
		s := strconv.FormatFloat(c.number, 'f', -1, 64)
		if digits > 0 && c.number >= 0 && c.number == math.Trunc(c.number) && len(s) < digits {
			s = strings.Repeat("0", digits-len(s)) + s
		}
		return s, len(s) <= 40
	}
	return "", false
}

// saidText is a text without the mark of toldText.
func saidText(s string) string {
	if len(s) >= 2 && strings.Trim(s, `"`) == "" {
		return s[2:]
	}
	return s
}

// numberIn reads a cell as a number, also when it was typed as a text: with a
// comma, spaces between thousands and the sign of the euro.
func numberIn(c cellIn) (float64, bool) {
	if c.kind == cellNumber {
		return c.number, true
	}
	if c.kind != cellText {
		return 0, false
	}
	s := strings.TrimSuffix(strings.TrimSpace(c.text), "€")
	s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ",", ".", "\u2212", "-").Replace(s)
	if s == "" || strings.Trim(s, "0123456789.-") != "" {
		return 0, false
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// day reads a cell as a day: one of the spreadsheet's, 2024-02-01 or 1.2.2024.
func (t *tableIn) day(c cellIn) (casework.Day, bool) {
	switch c.kind {
	case cellDay:
		zero, first := dayZero, firstSerial
		if t.book.from1904 {
			zero = casework.MustDay("1904-01-01")
			first = zero
		}
		if c.number < float64(first.DaysSince(zero)) || c.number > maxSerial {
			return casework.Day{}, false
		}
		return zero.AddDays(int(c.number)), true
	case cellText:
		return dayIn(strings.TrimSpace(c.text))
	}
	return casework.Day{}, false
}

// timeIn reads a cell as a time of day: a text, or a part of a day as
// spreadsheets keep it.
func timeIn(c cellIn) (string, bool) {
	switch c.kind {
	case cellText:
		s := strings.Replace(strings.TrimSpace(c.text), ".", ":", 1)
		if len(s) == len("9:30") {
			s = "0" + s
		}
		return s, true
	case cellNumber, cellDay:
		minutes := int(math.Round(c.number * 24 * 60))
		return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60), c.number >= 0 && minutes < 24*60
	}
	return "", false
}

// maxSerial is the last day of the year 9999.
const maxSerial = 2958465

func dayIn(s string) (casework.Day, bool) {
	if d, err := casework.ParseDay(s); err == nil {
		return d, true
	}
	parts := strings.Split(s, ".")
	if len(parts) != 3 || len(parts[2]) != 4 {
		return casework.Day{}, false
	}
	for i, p := range parts[:2] {
		if len(p) == 1 {
			parts[i] = "0" + p
		}
	}
	d, err := casework.ParseDay(parts[2] + "-" + parts[1] + "-" + parts[0])
	return d, err == nil
}

// split reads references that joined wrote, or somebody typed.
func split(s string) []string {
	var all []string
	for rest := s; ; {
		rest = strings.TrimLeft(rest, " \t\n\r\u00a0")
		var item string
		if strings.HasPrefix(rest, `"`) {
			item, rest = quotedItem(rest[1:])
			all = append(all, item)
			_, rest, _ = strings.Cut(rest, ";")
		} else {
			item, rest, _ = strings.Cut(rest, ";")
			if item = strings.TrimSpace(item); item != "" {
				all = append(all, item)
			}
		}
		if rest == "" {
			return all
		}
	}
}

// quotedItem reads up to the quotation mark that ends the item.
func quotedItem(s string) (item, rest string) {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, `"`)
		b.WriteString(before)
		if !found || !strings.HasPrefix(after, `"`) {
			return b.String(), after
		}
		b.WriteByte('"')
		s = after[1:]
	}
}

// document makes the document of what was read. Its faults are told at their
// cells; of a cell that could not be read, only that.
func (in *documentIn) document(held interchange.Held) (*interchange.Document, []interchange.Fault, error) {
	if len(in.sheets) == 0 {
		return nil, nil, refused("sheet.none_of_ours")
	}
	unread, told := map[[3]int]bool{}, map[[2]int]bool{}
	for _, f := range in.faults {
		unread[[3]int{f.sheet, f.row, f.column}] = true
	}
	d, cells, err := interchange.ReadRows(in.filled, held)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range cells {
		f := in.placed(c)
		if unread[[3]int{f.sheet, f.row, f.column}] {
			continue
		}
		if f.key == "sheet.missing_column" { // told once, not of every row
			if missing := [2]int{f.sheet, c.Column}; told[missing] {
				continue
			} else {
				told[missing] = true
			}
		}
		in.faults = append(in.faults, f)
	}
	if len(in.faults) == 0 {
		return d, nil, nil
	}
	return nil, in.told(), nil
}

// placed finds the sheet and the cell of a fault; where the column is missing,
// the first one of the row.
func (in *documentIn) placed(c interchange.CellFault) faultIn {
	f := faultIn{sheet: len(in.book.sheets), key: c.Key, args: c.Args}
	t := in.sheets[c.Table]
	if t == nil {
		return f
	}
	if list, ok := c.Args["list"].(string); ok {
		f.args["list"] = in.sheetOf(list, t.lang)
	}
	f.sheet = t.number
	if c.Row < len(t.rows) {
		f.row = t.rows[c.Row]
	}
	if at, there := t.at[c.Column]; there {
		f.column = at
	} else if c.Key == "interchange.missing" && c.Column >= 0 {
		f.key, f.args = "sheet.missing_column", problem.Args{"column": labels{i18n.For(t.lang)}.column(c.Table, c.Table.Columns[c.Column])}
		f.row = t.head
	}
	return f
}

// sheetOf is what the sheet of a list is called in the file, or would be.
func (in *documentIn) sheetOf(list string, lang i18n.Lang) string {
	table := in.tables[list]
	if t := in.sheets[table]; t != nil {
		return in.book.sheets[t.number].name
	}
	return labels{i18n.For(lang)}.table(table)
}

// told are the faults in their order.
func (in *documentIn) told() []interchange.Fault {
	slices.SortStableFunc(in.faults, func(a, b faultIn) int {
		return cmp.Or(cmp.Compare(a.sheet, b.sheet), cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column))
	})
	var all []interchange.Fault
	for _, f := range in.faults {
		path := ""
		switch {
		case f.sheet == len(in.book.sheets):
		case f.row == 0:
			path = in.book.sheets[f.sheet].name
		default:
			path = placeOf(in.book.sheets[f.sheet].name, f.row, f.column)
		}
		all = append(all, interchange.Fault{Path: path, Key: f.key, Args: f.args})
	}
	return all
}

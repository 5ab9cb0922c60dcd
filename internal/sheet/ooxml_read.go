package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"sijoita/problem"
)

// A workbook from outside is read here, part by part and within limits, and
// not by the library that writes the reports: that one unpacks everything
// before it looks, and does not tell formulas from values while it streams.

// Limits of a workbook. A county's whole service of many years is a tenth of
// them; what is larger travels as JSON.
const (
	maxFile     = 32 << 20  // bytes, packed
	maxUnpacked = 256 << 20 // bytes of all parts
	maxRatio    = 200       // unpacked to packed, of what is larger than looseRatio
	looseRatio  = 8 << 20
	maxParts    = 500
	maxSheets   = 100
	maxRows     = 1 << 20 // of a sheet: no workbook has more
	maxCells    = 1_000_000
	maxDepth    = 32 // of nested XML
)

// errBroken says that the file is not what it should be inside.
var errBroken = errors.New("sheet: the workbook is broken")

func refused(key string) *problem.Error { return problem.New(problem.Invalid, key) }

func tooBig(what string, most int) error {
	return refused("sheet.too_big."+what).With("most", most)
}

// bookIn is a workbook that was opened and found harmless.
type bookIn struct {
	parts    map[string]*zip.File
	unpacked int64 // so far
	sheets   []sheetIn
	shared   []string
	days     []bool // of each style: whether its numbers are days
	from1904 bool
	cells    int
}

type sheetIn struct{ name, part string }

// cellIn is a cell as it stands in its file.
type cellIn struct {
	column  int
	kind    cellKind
	text    string
	number  float64
	formula bool
}

type cellKind int

const (
	cellBlank cellKind = iota
	cellText
	cellNumber
	cellDay // a number that its style shows as a day
	cellYesNo
	cellError
)

// openBook opens a workbook. It returns problem.Invalid for what is none, is
// too big, or brings programs or links to elsewhere.
func openBook(file []byte) (*bookIn, error) {
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, refused("sheet.not_workbook")
	}
	b := &bookIn{parts: map[string]*zip.File{}}
	if err := b.admit(archive.File, len(file)); err != nil {
		return nil, err
	}
	for _, load := range []func() error{b.loadTypes, b.loadBook, b.loadStyles, b.loadShared} {
		if err := load(); errors.Is(err, errBroken) {
			return nil, refused("sheet.not_workbook")
		} else if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// admit looks at the parts before any of them is unpacked.
func (b *bookIn) admit(files []*zip.File, size int) error {
	if len(files) > maxParts {
		return tooBig("parts", maxParts)
	}
	var unpacked uint64
	for _, f := range files {
		name := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		if _, twice := b.parts[name]; twice {
			return refused("sheet.not_workbook")
		}
		b.parts[name] = f
		if unpacked += f.UncompressedSize64; f.UncompressedSize64 > maxUnpacked || unpacked > maxUnpacked {
			return tooBig("unpacked", maxUnpacked>>20)
		}
		for _, foreign := range []string{"vbaproject", "externallinks/", "embeddings/", "activex/", "connections.xml", "querytables/", "ctrlprops/"} {
			if strings.Contains(name, foreign) {
				return refused("sheet.programs")
			}
		}
	}
	if unpacked > looseRatio && unpacked > maxRatio*uint64(size) {
		return tooBig("unpacked", maxUnpacked>>20)
	}
	return nil
}

// elements reads a part element by element, the text of each with it when the
// element ends. A part that is not there has none.
func (b *bookIn) elements(name string, begin func(xml.StartElement) error, end func(name, text string) error) error {
	f := b.parts[strings.ToLower(strings.TrimPrefix(name, "/"))]
	if f == nil {
		return nil
	}
	part, err := f.Open()
	if err != nil {
		return errBroken
	}
	defer part.Close() //nolint:errcheck // it was only read
	counted := &counter{r: part, left: maxUnpacked - b.unpacked}
	defer func() { b.unpacked = maxUnpacked - counted.left }()
	decoder := xml.NewDecoder(counted)
	var text strings.Builder
	for depth := 0; ; {
		token, err := decoder.Token()
		switch {
		case err == io.EOF:
			return nil
		case counted.left < 0:
			return tooBig("unpacked", maxUnpacked>>20)
		case err != nil:
			return errBroken
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return errBroken
			}
			text.Reset()
			err = begin(token)
		case xml.CharData:
			text.Write(token)
		case xml.EndElement:
			depth--
			err = end(token.Name.Local, text.String())
			text.Reset()
		case xml.Directive: // a document type, with entities perhaps
			return errBroken
		}
		if err != nil {
			return err
		}
	}
}

// counter stops after what is left to read.
type counter struct {
	r    io.Reader
	left int64
}

func (c *counter) Read(p []byte) (int, error) {
	if c.left < 0 {
		return 0, errBroken
	}
	n, err := c.r.Read(p)
	c.left -= int64(n)
	return n, err
}

func nothing(string, string) error { return nil }

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// loadTypes refuses a file that calls itself one with programs.
func (b *bookIn) loadTypes() error {
	if b.parts["[content_types].xml"] == nil {
		return errBroken
	}
	return b.elements("[Content_Types].xml", func(e xml.StartElement) error {
		if kind := strings.ToLower(attribute(e, "ContentType")); strings.Contains(kind, "macroenabled") || strings.Contains(kind, "vbaproject") {
			return refused("sheet.programs")
		}
		return nil
	}, nothing)
}

// targets are the parts that a part is related to, by the relation's id.
func (b *bookIn) targets(of string) (byID, byKind map[string]string, err error) {
	byID, byKind = map[string]string{}, map[string]string{}
	folder, file := path.Split(of)
	err = b.elements(folder+"_rels/"+file+".rels", func(e xml.StartElement) error {
		target, kind := attribute(e, "Target"), path.Base(attribute(e, "Type"))
		switch {
		case e.Name.Local != "Relationship":
			return nil
		case attribute(e, "TargetMode") == "External":
			if kind != "hyperlink" {
				return refused("sheet.programs")
			}
			return nil
		case strings.HasPrefix(target, "/"):
			target = strings.TrimPrefix(path.Clean(target), "/")
		default:
			target = path.Join(folder, target)
		}
		byID[attribute(e, "Id")], byKind[kind] = target, target
		return nil
	}, nothing)
	return byID, byKind, err
}

// loadBook finds the sheets.
func (b *bookIn) loadBook() error {
	_, root, err := b.targets("")
	if err != nil {
		return err
	}
	book := root["officeDocument"]
	if b.parts[strings.ToLower(book)] == nil {
		return errBroken
	}
	byID, byKind, err := b.targets(book)
	if err != nil {
		return err
	}
	b.parts["styles"], b.parts["shared"] = b.parts[strings.ToLower(byKind["styles"])], b.parts[strings.ToLower(byKind["sharedStrings"])]
	err = b.elements(book, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			b.from1904 = isTrue(attribute(e, "date1904"))
		case "sheet":
			id := ""
			for _, a := range e.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" {
					id = a.Value
				}
			}
			b.sheets = append(b.sheets, sheetIn{name: attribute(e, "name"), part: byID[id]})
		}
		return nil
	}, nothing)
	switch {
	case err != nil:
		return err
	case len(b.sheets) > maxSheets:
		return tooBig("sheets", maxSheets)
	}
	for _, s := range b.sheets {
		if b.parts[strings.ToLower(s.part)] == nil {
			return errBroken
		}
		if _, _, err := b.targets(s.part); err != nil {
			return err
		}
	}
	return nil
}

func isTrue(s string) bool { return s == "1" || s == "true" }

// loadStyles finds the styles that show numbers as days.
func (b *bookIn) loadStyles() error {
	formats := map[string]string{}
	inCells := false
	return b.elements("styles", func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			formats[attribute(e, "numFmtId")] = attribute(e, "formatCode")
		case "cellXfs":
			inCells = true
		case "xf":
			if inCells {
				b.days = append(b.days, isDayFormat(attribute(e, "numFmtId"), formats))
			}
		}
		return nil
	}, func(name, _ string) error {
		if name == "cellXfs" {
			inCells = false
		}
		return nil
	})
}

// notInFormat are the parts of a number format that stand for themselves.
var notInFormat = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]|_.|\*.`)

// isDayFormat tells whether a number format shows a day: those that every
// workbook has by their number, others by their letters.
func isDayFormat(id string, formats map[string]string) bool {
	n, err := strconv.Atoi(id)
	if err != nil {
		return false
	}
	if code, own := formats[id]; own {
		return strings.ContainsAny(strings.ToLower(notInFormat.ReplaceAllString(code, "")), "dypv")
	}
	return n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 36 || n >= 50 && n <= 58
}

// loadShared reads the texts that cells share.
func (b *bookIn) loadShared() error {
	var item strings.Builder
	reading := 0 // how deep in what is read aloud
	return b.elements("shared", func(e xml.StartElement) error {
		if e.Name.Local == "rPh" {
			reading++
		}
		return nil
	}, func(name, text string) error {
		switch {
		case name == "rPh":
			reading--
		case name == "t" && reading == 0:
			item.WriteString(text)
		case name == "si":
			if len(b.shared) >= maxCells {
				return tooBig("cells", maxCells)
			}
			b.shared = append(b.shared, unescaped(item.String()))
			item.Reset()
		}
		return nil
	})
}

// rows reads a sheet row by row, the rows counted from 1.
func (b *bookIn) rows(s sheetIn, each func(row int, cells []cellIn) error) error {
	r := &rowReader{bookIn: b, each: each}
	if err := b.elements(s.part, r.begin, r.end); errors.Is(err, errBroken) {
		return refused("sheet.not_workbook")
	} else if err != nil {
		return err
	}
	return nil
}

// rowReader reads the rows of one sheet.
type rowReader struct {
	*bookIn
	each    func(int, []cellIn) error
	row     int
	cells   []cellIn
	inCell  bool
	reading int
	now     cellIn
	kind    string
	style   int
	value   string
	inline  strings.Builder
	told    bool // the cell has a value
}

func (r *rowReader) begin(e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		r.row++
		if n := attribute(e, "r"); n != "" {
			said, err := strconv.Atoi(n)
			if err != nil || said < r.row {
				return errBroken
			}
			r.row = said
		}
		if r.row > maxRows {
			return tooBig("rows", maxRows)
		}
		r.cells = r.cells[:0]
	case "c":
		return r.beginCell(e)
	case "f":
		if r.inCell {
			r.now.formula = true
		}
	case "rPh":
		r.reading++
	}
	return nil
}

func (r *rowReader) beginCell(e xml.StartElement) error {
	if r.bookIn.cells++; r.bookIn.cells > maxCells {
		return tooBig("cells", maxCells)
	}
	r.inCell, r.told, r.value = true, false, ""
	r.inline.Reset()
	r.now = cellIn{column: 0}
	if n := len(r.cells); n > 0 {
		r.now.column = r.cells[n-1].column + 1
	}
	if place := attribute(e, "r"); place != "" {
		column, ok := columnNumber(place)
		if !ok || column < r.now.column {
			return errBroken
		}
		r.now.column = column
	}
	r.kind = attribute(e, "t")
	style, err := strconv.Atoi("0" + attribute(e, "s"))
	if err != nil {
		return errBroken
	}
	r.style = style
	return nil
}

// columnNumber is 0 for A1 and 27 for AB1.
func columnNumber(place string) (int, bool) {
	n := 0
	for i, c := range place {
		switch {
		case c >= 'A' && c <= 'Z' && n < 1<<14:
			n = n*26 + int(c-'A') + 1
		case i == 0 || c < '0' || c > '9':
			return 0, false
		default:
			return n - 1, true
		}
	}
	return 0, false
}

func (r *rowReader) end(name, text string) error {
	switch name {
	case "v":
		r.value, r.told = text, true
	case "t":
		if r.inCell && r.reading == 0 {
			r.inline.WriteString(text)
			r.told = true
		}
	case "rPh":
		r.reading--
	case "c":
		r.inCell = false
		if err := r.settle(); err != nil {
			return err
		}
		r.cells = append(r.cells, r.now)
	case "row":
		return r.each(r.row, r.cells)
	}
	return nil
}

// settle finds what the cell holds.
func (r *rowReader) settle() error {
	c := &r.now
	if !r.told {
		return nil
	}
	switch r.kind {
	case "s":
		i, err := strconv.Atoi(r.value)
		if err != nil || i < 0 || i >= len(r.shared) {
			return errBroken
		}
		c.kind, c.text = cellText, r.shared[i]
	case "inlineStr":
		c.kind, c.text = cellText, unescaped(r.inline.String())
	case "str":
		c.kind, c.text = cellText, unescaped(r.value)
	case "d": // a day as ISO writes it
		c.kind, c.text = cellText, strings.TrimSuffix(r.value, "T00:00:00")
	case "b":
		c.kind, c.text = cellYesNo, r.value
	case "e":
		c.kind = cellError
	default:
		if r.value == "" {
			return nil
		}
		n, err := strconv.ParseFloat(r.value, 64)
		if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
			return errBroken
		}
		c.kind, c.number = cellNumber, n
		if r.style < len(r.days) && r.days[r.style] {
			c.kind = cellDay
		}
	}
	return nil
}

var escapedRunes = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescaped is a text with the characters that escaped wrote.
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escapedRunes.ReplaceAllStringFunc(s, func(found string) string {
		n, err := strconv.ParseUint(found[2:6], 16, 16)
		if err != nil || utf16.IsSurrogate(rune(n)) {
			return found
		}
		return string(rune(n))
	})
}

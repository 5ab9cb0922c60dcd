package faults

import (
	"archive/zip"
	"bytes"
	"context"
	bits "encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf16"
)

// What a hostile file may cost before it is refused.
const (
	mostTime   = 5 * time.Second
	mostMemory = 256 << 20
)

// TestHostileFilesAreRefused hands the program files made to hurt: bombs, depth,
// size, encodings, programs, broken insides. Each is refused with a sentence, in
// time and within memory.
//
// Seen to fail: without maxUntold and maxWord in interchange (600 MB, and not
// refused after ten seconds).
func TestHostileFilesAreRefused(t *testing.T) {
	if !*hurtful {
		t.Skip("it takes -hurtful, and a minute; internal/sheet and internal/interchange refuse the like of them in every run")
	}
	dir := t.TempDir()
	database := "sqlite:" + filepath.Join(dir, "sijoita.db")
	sijoita(t, "--db", sqliteHouse(t), "backup", filepath.Join(dir, "backup.db"))
	sijoita(t, "--db", database, "restore", filepath.Join(dir, "backup.db"))
	good := filepath.Join(dir, "good.xlsx")
	sijoita(t, "--db", database, "export", "--format", "xlsx", good)
	workbook, err := os.ReadFile(good)
	must(t, err)
	var slowest time.Duration
	var largest int64
	files := append(hostileWorkbooks(t, workbook), hostileDocuments()...)
	for i := range files {
		must(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("hostile-%d", i)), files[i].content, 0o600))
		files[i].content = nil
	}
	debug.FreeOSMemory() // a program's memory is measured from that of who starts it
	for i, f := range files {
		path := filepath.Join(dir, fmt.Sprintf("hostile-%d", i))
		ctx, cancel := context.WithTimeout(t.Context(), 2*mostTime)
		command := exec.CommandContext(ctx, binary(t), "--db", database, "import", "--dry-run", path)
		var said bytes.Buffer
		command.Stdout, command.Stderr = &said, &said
		began := time.Now()
		err := command.Run()
		took := time.Since(began)
		cancel()
		var ended *exec.ExitError
		memory := command.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10
		cpu := command.ProcessState.UserTime() + command.ProcessState.SystemTime()
		slowest, largest = max(slowest, cpu), max(largest, memory)
		if !errors.As(err, &ended) || ended.ExitCode() != 1 || strings.Contains(said.String(), "panic") || said.Len() == 0 {
			t.Errorf("%s: %v, and it says %.200q", f.name, err, said.String())
		}
		if cpu > mostTime || took > 2*mostTime {
			t.Errorf("%s: refused after %s (%s of the processor)", f.name, took, cpu)
		}
		if memory > mostMemory {
			t.Errorf("%s: %d MB", f.name, memory>>20)
		}
		must(t, os.Remove(path))
	}
	t.Logf("%d files, the slowest in %s of the processor, the largest in %d MB", len(files), slowest.Round(time.Millisecond), largest>>20)
}

type hostileFile struct {
	name    string
	content []byte
}

// repeat reads a text again and again, so many bytes of it.
type repeat struct {
	text string
	left int
}

func (r *repeat) Read(p []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) && r.left > 0 {
		m := copy(p[n:min(len(p), n+r.left)], r.text)
		n, r.left = n+m, r.left-m
	}
	return n, nil
}

// rebuilt is a workbook with parts in place of its own or beside them.
func rebuilt(t *testing.T, workbook []byte, parts map[string]io.Reader, more func(*zip.Writer)) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	must(t, err)
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, part := range from.File {
		if _, other := parts[part.Name]; !other {
			must(t, to.Copy(part))
		}
	}
	for name, content := range parts {
		if content == nil {
			continue
		}
		w, err := to.Create(name)
		must(t, err)
		_, err = io.Copy(w, content)
		must(t, err)
	}
	if more != nil {
		more(to)
	}
	must(t, to.Close())
	return b.Bytes()
}

func hostileWorkbooks(t *testing.T, workbook []byte) []hostileFile {
	t.Helper()
	const sheet, shared = "xl/worksheets/sheet4.xml", "xl/sharedStrings.xml"
	with := func(name, content string) []byte {
		return rebuilt(t, workbook, map[string]io.Reader{name: strings.NewReader(content)}, nil)
	}
	filled := func(name, before, text string, bytes int, after string) []byte {
		return rebuilt(t, workbook, map[string]io.Reader{name: io.MultiReader(strings.NewReader(before), &repeat{text, bytes}, strings.NewReader(after))}, nil)
	}
	rows := func(inner string) []byte {
		return with(sheet, `<worksheet><sheetData>`+inner+`</sheetData></worksheet>`)
	}
	wide := func(s string) string {
		var b bytes.Buffer
		_ = bits.Write(&b, bits.LittleEndian, utf16.Encode([]rune("\ufeff"+s))) // never fails
		return b.String()
	}
	laughs := `<!DOCTYPE a [<!ENTITY a "ha">`
	for c := 'b'; c < 'm'; c++ {
		laughs += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	lie := bytes.Clone(filled("xl/media/image1.bin", "", "\x00", 40<<20, ""))
	if i := bytes.LastIndex(lie, []byte("xl/media/image1.bin")); i > 46 {
		bits.LittleEndian.PutUint32(lie[i-46+24:], 100) // of the directory: how large it is unpacked
	}
	locked := bytes.Clone(workbook)
	for i := 0; ; {
		j := bytes.Index(locked[i:], []byte("PK\x01\x02"))
		if j < 0 {
			break
		}
		locked[i+j+8] |= 1
		i += j + 4
	}
	return []hostileFile{
		{"a workbook that ends early", workbook[:len(workbook)/2]},
		{"a workbook without its directory", workbook[:len(workbook)-30]},
		{"an old or locked file", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 4096))},
		{"parts that are locked", locked},
		{"a zip of nothing", []byte("PK\x05\x06" + strings.Repeat("\x00", 18))},
		{"no content types", rebuilt(t, workbook, map[string]io.Reader{"[Content_Types].xml": nil}, nil)},
		{"macros", with("xl/vbaProject.bin", "x")},
		{"a file that calls itself one with macros", with("[Content_Types].xml", `<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>`)},
		{"links to other files", with("xl/externalLinks/externalLink1.xml", "<x/>")},
		{"an embedded program", with("xl/embeddings/oleObject1.bin", "x")},
		{"a connection to a database", with("xl/connections.xml", "<x/>")},
		{"a part from elsewhere", with("xl/worksheets/_rels/sheet4.xml.rels", `<Relationships><Relationship Id="a" Type="x/image" Target="http://evil.example/" TargetMode="External"/></Relationships>`)},
		{"a document type", with("xl/workbook.xml", `<!DOCTYPE a SYSTEM "file:///etc/passwd"><workbook/>`)},
		{"a billion laughs", with("xl/workbook.xml", laughs+"]><workbook>&l;</workbook>")},
		{"a bomb beside the sheets, of 300 MB", filled("xl/media/image1.bin", "", "\x00", 300<<20, "")},
		{"a bomb of 64 MB", filled("xl/media/image1.bin", "", "\x00", 64<<20, "")},
		{"a bomb in a sheet", filled(sheet, "<worksheet><sheetData>", " ", 200<<20, "</sheetData></worksheet>")},
		{"a bomb in the shared texts", filled(shared, "<sst><si><t>", "ä", 200<<20, "</t></si></sst>")},
		{"a million shared texts", filled(shared, "<sst>", "<si><t>x</t></si>", 60<<20, "</sst>")},
		{"a bomb that lies about its size", lie},
		{"two million cells", filled(sheet, "<worksheet><sheetData><row>", "<c/>", 8<<20, "</row></sheetData></worksheet>")},
		{"a million rows", filled(sheet, "<worksheet><sheetData>", "<row><c><v>1</v></c></row>", 26<<20, "</sheetData></worksheet>")},
		{"a million attributes", filled(sheet, "<worksheet", ` a="b"`, 8<<20, "/>")},
		{"an attribute of 60 MB", filled(sheet, `<worksheet a="`, "b", 60<<20, `"/>`)},
		{"a row beyond the last", rows(`<row r="1048577"/>`)},
		{"a row of a number that is none", rows(`<row r="99999999999999999999"><c r="A1"/></row>`)},
		{"nesting without end", filled(sheet, "", "<a>", 3<<20, "")},
		{"a text that nobody shares", rows(`<row><c t="s"><v>7000000</v></c></row>`)},
		{"columns that go back", rows(`<row><c r="B1"/><c r="A1"/></row>`)},
		{"a column beyond the last", rows(`<row><c r="ZZZZZ1"/></row>`)},
		{"a sheet in UTF-16", with(sheet, wide(`<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row/></sheetData></worksheet>`))},
		{"a sheet in broken UTF-8", rows("<row><c t=\"inlineStr\"><is><t>\xff\xfe</t></is></c></row>")},
		{"six hundred parts", rebuilt(t, workbook, nil, func(to *zip.Writer) {
			for i := range 600 {
				_, err := to.Create(fmt.Sprintf("xl/x%d.xml", i))
				must(t, err)
			}
		})},
		{"a part twice", rebuilt(t, workbook, nil, func(to *zip.Writer) {
			for range 2 {
				_, err := to.Create("xl/twice.xml")
				must(t, err)
			}
		})},
	}
}

func hostileDocuments() []hostileFile {
	begin := `{"format": "sijoita-interchange", "version": 1, "county": {"id": "suvanto", "name": {"fi": "Suvanto"}}, `
	return []hostileFile{
		{"JSON nested a hundred thousand deep", []byte(begin + `"clients": ` + strings.Repeat("[", 100_000))},
		{"objects nested deep", []byte(strings.Repeat(`{"a":`, 100_000))},
		{"a number of twenty million digits", []byte(begin + `"clients": [{"id": ` + strings.Repeat("9", 20<<20) + `}]}`)},
		{"a number beyond all", []byte(begin + `"clients": [{"id": "p", "birth_date": 1e999999}]}`)},
		{"a text of forty megabytes", []byte(begin + `"clients": [{"id": "` + strings.Repeat("x", 40<<20) + `"}]}`)},
		{"a text without end", []byte(begin + `"clients": [{"id": "` + strings.Repeat(`\u0041`, 5<<20))},
		{"a million clients of nothing", []byte(begin + `"clients": [` + strings.Repeat(`{},`, 1<<20) + `{}]}`)},
		{"a million clients of one id", []byte(begin + `"clients": [` + strings.Repeat(`{"id":"p"},`, 1<<20) + `{}]}`)},
		{"a million keys", []byte(begin + `"clients": [{` + strings.Repeat(`"k":1,`, 1<<20) + `"z":1}]}`)},
		{"JSON in UTF-16", []byte("\xff\xfe{\x00}\x00")},
		{"broken UTF-8", []byte(begin + "\"clients\": [{\"id\": \"\xff\xfe\"}]}")},
		{"the character 0", []byte(begin + `"clients": [{"id": "\u0000"}]}`)},
		{"half of a character", []byte(begin + `"clients": [{"id": "\ud800"}]}`)},
		{"keys twice", []byte(begin + `"clients": [], "clients": []}`)},
		{"something behind the end", []byte(begin + `"clients": []} {"more": 1}`)},
		{"nothing but noughts", bytes.Repeat([]byte{0}, 8<<20)},
		{"nothing", nil},
		{"a page of HTML", []byte("<!doctype html><script>alert(1)</script>")},
	}
}

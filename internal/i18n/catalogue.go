package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"golang.org/x/text/feature/plural"

	"sijoita/problem"
)

//go:embed catalogue
var catalogueFiles embed.FS

// catalogue has the texts of one language by key.
type catalogue map[string]text

// text is one message, in every plural form its language needs. A text
// without plural forms has the form other alone.
type text map[string][]piece

// piece is a stretch of a message: words, or the name of an argument.
type piece struct {
	words string
	arg   string
}

// The plural forms of the three languages.
const (
	formOne   = "one"
	formOther = "other"
)

// countArg is the argument that chooses the plural form.
const countArg = "n"

// mustLoad reads the texts of a language. The files are a part of the program,
// so a bad one stops it before it serves anybody.
func mustLoad(files fs.FS, lang Lang) catalogue {
	c := make(catalogue)
	names, err := fs.Glob(files, path.Join("catalogue", string(lang), "*.json"))
	if err != nil || len(names) == 0 {
		panic("i18n: no texts in " + string(lang))
	}
	for _, name := range names {
		if err := c.read(files, name); err != nil {
			panic(fmt.Sprintf("i18n: %s: %v", name, err))
		}
	}
	return c
}

func (c catalogue) read(files fs.FS, name string) error {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(raw, &entries); err != nil {
		return err
	}
	for key, entry := range entries {
		forms, err := parseForms(entry)
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		t := make(text, len(forms))
		for form, s := range forms {
			t[form] = parseMessage(s)
		}
		c[key] = t
	}
	return nil
}

// parseForms reads a plain text, or an object of texts by plural form.
func parseForms(entry json.RawMessage) (map[string]string, error) {
	var s string
	if err := json.Unmarshal(entry, &s); err == nil {
		return map[string]string{formOther: s}, nil
	}
	var forms map[string]string
	err := json.Unmarshal(entry, &forms)
	return forms, err
}

var argument = regexp.MustCompile(`\{([a-z_]+)\}`)

func parseMessage(s string) []piece {
	var out []piece
	end := 0
	for _, at := range argument.FindAllStringSubmatchIndex(s, -1) {
		if at[0] > end {
			out = append(out, piece{words: s[end:at[0]]})
		}
		out = append(out, piece{arg: s[at[2]:at[3]]})
		end = at[1]
	}
	if end < len(s) {
		out = append(out, piece{words: s[end:]})
	}
	return out
}

// T gives the text of a key. args are the names and values of its {arguments}
// in pairs; the one named n chooses the plural form. Values are written as the
// language writes them: whole numbers with their thousands apart, days, money,
// names. A key or an argument that is not there is shown as ⟦name⟧.
func (p *Printer) T(key string, args ...any) string {
	if len(args) == 0 {
		return p.say(key, nil)
	}
	named := make(problem.Args, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		if name, ok := args[i].(string); ok {
			named[name] = args[i+1]
		}
	}
	return p.say(key, named)
}

// Problem gives the sentence of a problem or of one of its fields.
func (p *Printer) Problem(key string, args problem.Args) string { return p.say(key, args) }

func (p *Printer) say(key string, args problem.Args) string {
	message, ok := p.texts[key+p.terms]
	if !ok && p.terms != "" {
		message, ok = p.texts[key]
	}
	if !ok {
		return bracketed(key)
	}
	var b strings.Builder
	for _, piece := range message[p.form(message, args)] {
		if piece.arg == "" {
			b.WriteString(piece.words)
		} else if value, ok := args[piece.arg]; ok {
			b.WriteString(p.value(value))
		} else {
			b.WriteString(bracketed(piece.arg))
		}
	}
	return b.String()
}

// form chooses the plural form of a message for the count among the arguments.
func (p *Printer) form(message text, args problem.Args) string {
	n, counted := args[countArg].(int)
	if _, ok := message[formOne]; !ok || !counted {
		return formOther
	}
	if n < 0 {
		n = -n
	}
	if plural.Cardinal.MatchPlural(p.tag, n, 0, 0, 0, 0) == plural.One {
		return formOne
	}
	return formOther
}

func bracketed(name string) string { return "⟦" + name + "⟧" }

var inBrackets = regexp.MustCompile(`⟦[^⟧]*⟧`)

// Missing finds what a page could not say: every ⟦name⟧ in it. It is for the
// tests that visit pages.
func Missing(page string) []string { return inBrackets.FindAllString(page, -1) }

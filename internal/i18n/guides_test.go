package i18n

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTheGuidesSayWhatThePagesSay: a word in italics of a guide is a text of the
// catalogue in the guide's language, a link leads to a file that is there, and
// each role has its guide in all three languages with as many headings.
func TestTheGuidesSayWhatThePagesSay(t *testing.T) {
	headings := map[string][]int{}
	for _, lang := range Langs {
		said := map[string]bool{}
		for _, area := range areas(t) {
			for _, e := range mustReadArea(t, lang, area) {
				for _, form := range e.forms {
					said[strings.ToLower(form)] = true
				}
			}
		}
		guides, err := filepath.Glob(filepath.Join("..", "..", "docs", "guides", string(lang), "*.md"))
		if err != nil || len(guides) == 0 {
			t.Fatalf("no guides in %s (%v)", lang, err)
		}
		for _, path := range guides {
			text := readFile(t, path)
			name := filepath.Base(path)
			headings[name] = append(headings[name], len(headingLine.FindAllString(text, -1)))
			for _, label := range firstGroups(inItalics, oneParagraph.ReplaceAllString(text, " ")) {
				if !said[strings.ToLower(label)] && !strings.HasPrefix(label, "/") {
					t.Errorf("%s: no page says %q", path, label)
				}
			}
			for _, to := range firstGroups(linked, text) {
				if _, err := os.Stat(filepath.Join(filepath.Dir(path), filepath.FromSlash(to))); err != nil {
					t.Errorf("%s leads to %s: %v", path, to, err)
				}
			}
		}
	}
	for name, counts := range headings {
		if len(counts) != len(Langs) || slices.Min(counts) != slices.Max(counts) {
			t.Errorf("%s has %v headings, by language", name, counts)
		}
	}
}

var (
	headingLine  = regexp.MustCompile(`(?m)^#+ .+$`)
	oneParagraph = regexp.MustCompile(`\s*\n\s*`)
	inItalics    = regexp.MustCompile(`(?:^|[^*])\*([^*\n]+)\*`)
	linked       = regexp.MustCompile(`\]\(([^)#:]+)\)`)
)

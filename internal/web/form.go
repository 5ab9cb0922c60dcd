package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"sijoita/casework"
	"sijoita/problem"
)

// form reads a posted form. What cannot be read is noted beside its field, and
// what was typed stays as it was.
type form struct {
	r      *http.Request
	fields problem.Fields
}

func readForm(r *http.Request) (*form, error) {
	if err := r.ParseForm(); err != nil || !isText(r.PostForm) {
		return nil, problem.New(problem.Invalid, "problem.unreadable")
	}
	return &form{r: r}, nil
}

// isText tells whether a form holds nothing but text. No browser sends the
// character 0 or broken characters; no database takes them, and no file that is
// exported could be read again.
func isText(fields url.Values) bool {
	for _, values := range fields {
		for _, value := range values {
			if !utf8.ValidString(value) || strings.IndexByte(value, 0) >= 0 {
				return false
			}
		}
	}
	return true
}

func (f *form) text(name string) string { return strings.TrimSpace(f.r.PostForm.Get(name)) }

func (f *form) texts(name string) []string { return f.r.PostForm[name] }

// nth reads one of several fields of a name; beyond the last it is empty.
func (f *form) nth(name string, i int) string {
	if all := f.r.PostForm[name]; i < len(all) {
		return strings.TrimSpace(all[i])
	}
	return ""
}

func (f *form) yes(name string) bool { return f.text(name) == "yes" }

// uid reads a uid; none, or what is not one, is the zero uid.
func (f *form) uid(name string) casework.UID { return uidOf(f.text(name)) }

func uidOf(s string) casework.UID {
	uid, err := casework.ParseUID(s)
	if err != nil {
		return casework.UID{}
	}
	return uid
}

func (f *form) day(name string) casework.Day { return f.readDay(name, f.text(name)) }

// readDay reads a day that was typed in the field.
func (f *form) readDay(name, s string) casework.Day {
	if s == "" {
		return casework.Day{}
	}
	d, err := casework.ParseDay(s)
	if err != nil {
		f.fields.Add(name, "problem.day_unreadable")
	}
	return d
}

// decimal reads a number with a comma or a point; none is nil.
func (f *form) decimal(name string) *float64 { return f.readDecimal(name, f.text(name)) }

func (f *form) readDecimal(name, typed string) *float64 {
	s := strings.Replace(typed, ",", ".", 1)
	if s == "" {
		return nil
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n != n || n > 1e9 || n < -1e9 {
		f.fields.Add(name, "problem.number_unreadable")
		return nil
	}
	return &n
}

func (f *form) euros(name string) *casework.Cents { return f.readEuros(name, f.text(name)) }

func (f *form) readEuros(name, s string) *casework.Cents {
	if s == "" {
		return nil
	}
	c, err := casework.ParseCents(s)
	if err != nil {
		f.fields.Add(name, "problem.money_unreadable")
		return nil
	}
	return &c
}

// invalid makes the problem of a form that could not be read, or nil. What
// could not be read is not asked of a rule.
func (f *form) invalid() error { return f.fields.Problem() }

// mistakes is what the person can mend in a refused form. It is nil when there
// is nothing of the kind.
func mistakes(err error) *problem.Error {
	if p := problem.As(err); p != nil && p.Kind == problem.Invalid {
		return p
	}
	return nil
}

// pathUID reads a uid of the path; what is not one names nothing.
func pathUID(r *http.Request, name string) (casework.UID, error) {
	uid, err := casework.ParseUID(r.PathValue(name))
	if err != nil {
		return uid, problem.New(problem.NotFound, "problem.not_found")
	}
	return uid, nil
}

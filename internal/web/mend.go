package web

import (
	"context"
	"net/http"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// Whatever was noted is mended in the same ways on its own page: corrected, taken
// back, or moved to the right client. What the person can do something about is
// shown on that page again, with what was typed.

// kept says where records of a kind stand.
type kept struct {
	name string // of the uid in the path
	path string // before the uid
}

func (k kept) at(uid casework.UID) string { return k.path + uid.String() }

// refusalOf is what the person can mend in a form, or somebody else's doing that it
// met; nil when the error is neither.
func refusalOf(err error) *problem.Error {
	if p := problem.As(err); p != nil && (p.Kind == problem.Invalid || p.Kind == problem.Conflict) {
		return p
	}
	return nil
}

// mend sends a form of a record's page to a use case, and leads back to the
// record with a word that it is done. refused shows what was not taken.
func (s *Server) mend(w http.ResponseWriter, r *http.Request, k kept, word string, send func(*form, app.Correction) error, refused func(*form, int, *problem.Error) error) error {
	uid, err := pathUID(r, k.name)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	err = send(f, f.correction(uid))
	if p := refusalOf(err); p != nil {
		return refused(f, statuses[p.Kind], p)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, k.at(uid), word)
}

// correct puts what was typed in the place of a record's text. show gets it back
// when it is refused; known is not nil when somebody has changed the record
// meanwhile, whose text is to be shown beside.
func correct[Typed, Note, Done any](s *Server, w http.ResponseWriter, r *http.Request, k kept, word string,
	read func(*form) (Typed, Note), put func(context.Context, access.Actor, app.Correction, Note) (Done, error),
	show func(status int, typed Typed, p *problem.Error, known []ui.Definition) error,
) error {
	var typed Typed
	return s.mend(w, r, k, word, func(f *form, which app.Correction) error {
		var note Note
		typed, note = read(f)
		return f.taken(func() error {
			_, err := put(r.Context(), visitOf(r).actor, which, note)
			return err
		})
	}, func(_ *form, status int, p *problem.Error) error {
		var known []ui.Definition
		if p.Kind == problem.Conflict && len(p.Fields) == 0 {
			known = []ui.Definition{}
		}
		return show(status, typed, p, known)
	})
}

// withdraw takes a record back. show gets what was refused of it.
func withdraw[Done any](s *Server, w http.ResponseWriter, r *http.Request, k kept,
	take func(context.Context, access.Actor, app.Correction) (Done, error), show func(status int, mend pages.MendForms) error,
) error {
	return s.mend(w, r, k, "done.withdrawn", func(_ *form, which app.Correction) error {
		_, err := take(r.Context(), visitOf(r).actor, which)
		return err
	}, func(f *form, status int, p *problem.Error) error { return show(status, f.refusedMend("withdraw", p)) })
}

// move puts a record under the client that it is of. show gets what was refused of
// it.
func move[Done any](s *Server, w http.ResponseWriter, r *http.Request, k kept,
	to func(context.Context, access.Actor, app.Correction, casework.UID) (Done, error), show func(status int, mend pages.MendForms) error,
) error {
	return s.mend(w, r, k, "done.moved", func(f *form, which app.Correction) error {
		_, err := to(r.Context(), visitOf(r).actor, which, f.uid("client"))
		return err
	}, func(f *form, status int, p *problem.Error) error { return show(status, f.refusedMend("move", p)) })
}

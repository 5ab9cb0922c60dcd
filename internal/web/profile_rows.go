package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// profileRow says of one kind of row how its form is read, shown and sent.
type profileRow struct {
	word, none, more string // its name, that there is none yet, and to add one
	fields           func(pages.Frame, app.CodeLists, func(string) string, *problem.Error) []templ.Component
	add              func(context.Context, *app.App, access.Actor, casework.UID, *form) error
	open             func(context.Context, *app.App, access.Actor, casework.UID, *i18n.Printer) (shownRow, error)
	change           func(context.Context, *app.App, access.Actor, app.Correction, *form) (casework.Client, error)
	takeBack         func(*app.App, context.Context, access.Actor, app.Correction) (casework.Client, error)
}

// shownRow is a row as its page shows it.
type shownRow struct {
	client  casework.Client
	noted   casework.Noted
	values  map[string]string
	facts   []ui.Definition
	history []pages.HistoryLine
	known   app.CodeLists
}

// profileRows are the sections that have rows.
var profileRows = map[casework.ProfileSection]profileRow{
	casework.SectionHistory: {
		word: "profile.job", none: "profile.job_none", more: "profile.job_add", fields: plain(pages.JobFields),
		add: func(ctx context.Context, a *app.App, actor access.Actor, client casework.UID, f *form) error {
			return added(f, f.job, func(j casework.Job) (casework.Job, error) { return a.AddJob(ctx, actor, client, j) })
		},
		open: func(ctx context.Context, a *app.App, actor access.Actor, uid casework.UID, words *i18n.Printer) (shownRow, error) {
			p, err := a.Job(ctx, actor, uid)
			return shown(words, p, err, p.Row.Noted, jobValues, jobLine)
		},
		change: func(ctx context.Context, a *app.App, actor access.Actor, which app.Correction, f *form) (casework.Client, error) {
			return changed(f, f.job, func(j casework.Job) (casework.Client, error) { return a.ChangeJob(ctx, actor, which, j) })
		},
		takeBack: (*app.App).WithdrawJob,
	},
	casework.SectionWishes: {
		word: "profile.wish", none: "profile.wish_none", more: "profile.wish_add",
		fields: func(f pages.Frame, known app.CodeLists, typed func(string) string, p *problem.Error) []templ.Component {
			return pages.WishFields(f, industryField(f.Words, known.Industries, typed("industry")), occupationField(f.Words, known.Occupations, typed("occupation")), typed, p)
		},
		add: func(ctx context.Context, a *app.App, actor access.Actor, client casework.UID, f *form) error {
			return added(f, f.wish, func(w casework.Wish) (casework.Wish, error) { return a.AddWish(ctx, actor, client, w) })
		},
		open: func(ctx context.Context, a *app.App, actor access.Actor, uid casework.UID, words *i18n.Printer) (shownRow, error) {
			p, err := a.Wish(ctx, actor, uid)
			return shown(words, p, err, p.Row.Noted, wishValues, wishLine(p.Known))
		},
		change: func(ctx context.Context, a *app.App, actor access.Actor, which app.Correction, f *form) (casework.Client, error) {
			return changed(f, f.wish, func(w casework.Wish) (casework.Client, error) { return a.ChangeWish(ctx, actor, which, w) })
		},
		takeBack: (*app.App).WithdrawWish,
	},
	casework.SectionNetwork: {
		word: "profile.supporter", none: "profile.supporter_none", more: "profile.supporter_add", fields: plain(pages.SupporterFields),
		add: func(ctx context.Context, a *app.App, actor access.Actor, client casework.UID, f *form) error {
			return added(f, f.supporter, func(s casework.Supporter) (casework.Supporter, error) { return a.AddSupporter(ctx, actor, client, s) })
		},
		open: func(ctx context.Context, a *app.App, actor access.Actor, uid casework.UID, words *i18n.Printer) (shownRow, error) {
			p, err := a.Supporter(ctx, actor, uid)
			return shown(words, p, err, p.Row.Noted, supporterValues, supporterLine)
		},
		change: func(ctx context.Context, a *app.App, actor access.Actor, which app.Correction, f *form) (casework.Client, error) {
			return changed(f, f.supporter, func(s casework.Supporter) (casework.Client, error) { return a.ChangeSupporter(ctx, actor, which, s) })
		},
		takeBack: (*app.App).WithdrawSupporter,
	},
}

// plain are fields that name nothing by a code.
func plain(fields func(pages.Frame, func(string) string, *problem.Error) []templ.Component) func(pages.Frame, app.CodeLists, func(string) string, *problem.Error) []templ.Component {
	return func(f pages.Frame, _ app.CodeLists, typed func(string) string, p *problem.Error) []templ.Component {
		return fields(f, typed, p)
	}
}

// added reads a row and sends it, when it could be read.
func added[T any](f *form, read func() T, send func(T) (T, error)) error {
	row := read()
	return f.taken(func() error { _, err := send(row); return err })
}

// changed is added for a row that is there.
func changed[T any](f *form, read func() T, send func(T) (casework.Client, error)) (client casework.Client, err error) {
	row := read()
	err = f.taken(func() error { client, err = send(row); return err })
	return client, err
}

func shown[T any](words *i18n.Printer, p app.RowPage[T], err error, noted casework.Noted, values func(T) map[string]string, line func(*i18n.Printer, T) string) (shownRow, error) {
	if err != nil {
		return shownRow{}, err
	}
	facts := []ui.Definition{{Term: words.T("contact.noted"), Text: line(words, p.Row)}}
	if name := p.Names.Staff[noted.RecordedBy]; name != "" {
		facts = append(facts, ui.Definition{Term: words.T("contact.noted_by"), Text: name})
	}
	return shownRow{p.Client, noted, values(p.Row), facts, changes(words, history(words, p.Revisions, p.Names, line)), p.Known}, nil
}

func (f *form) record() casework.Noted {
	return casework.Noted{Record: casework.Record{UID: f.uid("uid")}}
}

// year reads a year; none is nil.
func (f *form) year(name string) *int {
	typed := f.text(name)
	if typed == "" {
		return nil
	}
	n, err := strconv.Atoi(typed)
	if err != nil {
		f.fields.Add(name, "profile.year_range")
		return nil
	}
	return &n
}

func (f *form) job() casework.Job {
	return casework.Job{
		Noted: f.record(), On: f.day("on"), Source: casework.AnswerSource(f.text("source")), Title: f.text("title"), Employer: f.text("employer"),
		FromYear: f.year("from_year"), ToYear: f.year("to_year"), HoursPerWeek: f.decimal("hours_per_week"),
		Liked: f.text("liked"), Disliked: f.text("disliked"), WhyEnded: f.text("why_ended"), Helped: f.text("helped"),
		Duties: f.text("duties"), Pay: f.text("pay"), Found: casework.Found(f.text("found")),
	}
}

func jobValues(j casework.Job) map[string]string {
	return map[string]string{
		"on": j.On.String(), "source": string(j.Source), "title": j.Title, "employer": j.Employer, "from_year": yearText(j.FromYear), "to_year": yearText(j.ToYear),
		"hours_per_week": typedNumber(j.HoursPerWeek), "liked": j.Liked, "disliked": j.Disliked, "why_ended": j.WhyEnded, "helped": j.Helped,
		"duties": j.Duties, "pay": j.Pay, "found": string(j.Found),
	}
}

func yearText(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func (f *form) wish() casework.Wish {
	if f.text("wanted") != "yes" && f.text("wanted") != "no" {
		f.fields.Add("wanted", "problem.choose")
	}
	return casework.Wish{
		Noted: f.record(), On: f.day("on"), Source: casework.AnswerSource(f.text("source")), Wanted: f.yes("wanted"), Words: f.text("words"),
		Industry: f.text("industry"), Occupation: f.text("occupation"), DroppedOn: f.day("dropped_on"),
	}
}

func wishValues(w casework.Wish) map[string]string {
	return map[string]string{
		"on": w.On.String(), "source": string(w.Source), "wanted": yesOrNo(w.Wanted), "words": w.Words, "industry": w.Industry, "occupation": w.Occupation, "dropped_on": w.DroppedOn.String(),
	}
}

func yesOrNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func (f *form) supporter() casework.Supporter {
	return casework.Supporter{
		Noted: f.record(), On: f.day("on"), Source: casework.AnswerSource(f.text("source")), Party: casework.Party(f.text("party")), Name: f.text("name"),
		Helps: f.text("helps"), MayContact: f.yes("may_contact"), Matters: f.text("matters"),
	}
}

func supporterValues(s casework.Supporter) map[string]string {
	return map[string]string{
		"on": s.On.String(), "source": string(s.Source), "party": string(s.Party), "name": s.Name, "helps": s.Helps,
		"may_contact": yesOrNo(s.MayContact), "matters": s.Matters,
	}
}

// pathRow reads the kind of row of the path; a section without rows names nothing.
func pathRow(r *http.Request) (profileRow, casework.ProfileSection, error) {
	section := casework.ProfileSection(r.PathValue("section"))
	kind, ok := profileRows[section]
	if !ok {
		return kind, section, problem.New(problem.NotFound, "problem.not_found")
	}
	return kind, section, nil
}

func (s *Server) handleNewRow(w http.ResponseWriter, r *http.Request) error {
	today := visitOf(r).today.String()
	values := map[string]string{"uid": s.App.IDs().String(), "on": today, "source": string(casework.SourceClient), "wanted": "yes"}
	return s.showNewRow(w, r, http.StatusOK, func(name string) string { return values[name] }, nil)
}

func (s *Server) showNewRow(w http.ResponseWriter, r *http.Request, status int, typed func(string) string, refused *problem.Error) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.ProfileForm(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	kind, section, err := pathRow(r)
	if err != nil {
		return err
	}
	f := s.frame(w, r, v.words.T(kind.more))
	return s.render(w, r, status, pages.ProfileRow(f, pages.ProfileRowPage{
		Back: ui.Link{Href: profilePath(uid) + "/" + string(section), Text: v.words.T("profile.section." + string(section))}, Title: v.words.T(kind.word + "_add"),
		Form: pages.ProfileRowForm{Action: r.URL.Path, UID: s.orNew(uidOf(typed("uid"))), Fields: kind.fields(f, found.Known, typed, refused), Problem: refused},
	}))
}

func (s *Server) handleAddRow(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	kind, section, err := pathRow(r)
	if err != nil {
		return err
	}
	err = kind.add(r.Context(), s.App, visitOf(r).actor, uid, f)
	p := problem.As(err)
	switch {
	case err == nil:
		return s.done(w, r, profilePath(uid)+"/"+string(section), "done.profile_saved")
	case p != nil && p.Key == app.NotedKey:
		r.SetPathValue("row", f.text("uid"))
		return s.showRow(w, r, http.StatusConflict, f, p, pages.MendForms{})
	case mistakes(err) != nil:
		return s.showNewRow(w, r, http.StatusUnprocessableEntity, f.text, p)
	}
	return err
}

func (s *Server) handleRow(w http.ResponseWriter, r *http.Request) error {
	return s.showRow(w, r, http.StatusOK, nil, nil, pages.MendForms{})
}

// showRow shows one row. typed is a refused change, with its problem; mend is
// what was refused of withdrawing it.
func (s *Server) showRow(w http.ResponseWriter, r *http.Request, status int, typed *form, refused *problem.Error, mend pages.MendForms) error {
	uid, err := pathUID(r, "row")
	if err != nil {
		return err
	}
	kind, section, err := pathRow(r)
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := kind.open(r.Context(), s.App, v.actor, uid, v.words)
	if err != nil {
		return err
	}
	f := s.frame(w, r, v.words.T(kind.word))
	path := "/profile/" + string(section) + "/" + uid.String()
	read := func(name string) string { return found.values[name] }
	page := pages.ProfileRowPage{
		Back: ui.Link{Href: profilePath(found.client.UID) + "/" + string(section), Text: v.words.T("profile.section." + string(section))}, Title: v.words.T(kind.word),
		Withdrawn: found.noted.Withdrawn, Facts: found.facts, History: found.history,
		Form: pages.ProfileRowForm{Action: path, UID: uid.String(), Revision: strconv.Itoa(found.noted.Revision), Problem: refused},
	}
	if typed != nil {
		read = typed.text
		if refused.Kind == problem.Conflict {
			page.Form.Present = slices.Clone(found.facts)
		} else {
			page.Form.Revision = typed.text("revision")
		}
	} else {
		mend.Path, mend.Revision = path, page.Form.Revision
		page.Mend = mend
	}
	page.Form.Fields = kind.fields(f, found.known, read, refused)
	return s.render(w, r, status, pages.ProfileRow(f, page))
}

func (s *Server) handleChangeRow(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "row")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	kind, section, err := pathRow(r)
	if err != nil {
		return err
	}
	client, err := kind.change(r.Context(), s.App, visitOf(r).actor, f.correction(uid), f)
	if p := refusalOf(err); p != nil {
		return s.showRow(w, r, statuses[p.Kind], f, p, pages.MendForms{})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, profilePath(client.UID)+"/"+string(section), "done.profile_saved")
}

func (s *Server) handleWithdrawRow(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "row")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	kind, section, err := pathRow(r)
	if err != nil {
		return err
	}
	client, err := kind.takeBack(s.App, r.Context(), visitOf(r).actor, f.correction(uid))
	if p := refusalOf(err); p != nil {
		return s.showRow(w, r, statuses[p.Kind], nil, nil, f.refusedMend("withdraw", p))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, profilePath(client.UID)+"/"+string(section), "done.withdrawn")
}

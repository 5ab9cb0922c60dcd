package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleNewCareTeam(w http.ResponseWriter, r *http.Request) error {
	return s.showNewCareTeam(w, r, http.StatusOK, pages.CareTeamForm{UnitPage: pages.UnitPage{UID: s.App.IDs().String()}})
}

func (s *Server) showNewCareTeam(w http.ResponseWriter, r *http.Request, status int, p pages.CareTeamForm) error {
	v := visitOf(r)
	found, err := s.App.SetUp(r.Context(), v.actor)
	if err != nil {
		return err
	}
	p.Action, p.Municipalities = "/setup/care-teams/new", municipalityGroups(v.words, ownMunicipalities(found))
	return s.render(w, r, status, pages.CareTeam(s.frame(w, r, v.words.T("setup.new_care_team")), p))
}

// ownMunicipalities lists the county's municipalities.
func ownMunicipalities(p app.SetUpPage) []string {
	return casework.OwnMunicipalities(p.County, p.Service.CareTeams, p.Service.Areas)
}

// municipalityOptions words municipalities, in the order of their names.
func municipalityOptions(words *i18n.Printer, codes []string) []ui.Option {
	options := make([]ui.Option, len(codes))
	for i, code := range codes {
		options[i] = ui.Option{Value: code, Text: words.Municipality(code)}
	}
	slices.SortFunc(options, func(a, b ui.Option) int {
		return strings.Compare(casework.SortKey(a.Text), casework.SortKey(b.Text))
	})
	return options
}

// municipalityGroups offers the county's own first, then the rest of Finland.
func municipalityGroups(words *i18n.Printer, own []string) []ui.OptionGroup {
	others := slices.DeleteFunc(casework.Municipalities(), func(code string) bool { return slices.Contains(own, code) })
	groups := []ui.OptionGroup{{Label: words.T("setup.other_municipalities"), Options: municipalityOptions(words, others)}}
	if len(own) > 0 {
		groups = slices.Insert(groups, 0, ui.OptionGroup{Label: words.T("setup.own_municipalities"), Options: municipalityOptions(words, own)})
	}
	return groups
}

func (f *form) careTeam() (pages.CareTeamForm, casework.CareTeam) {
	p := pages.CareTeamForm{
		UnitPage: pages.UnitPage{UID: f.text("uid"), Name: f.text("name"), Revision: f.text("revision")},
		Kind:     f.text("kind"), Municipality: f.text("municipality"),
	}
	return p, casework.CareTeam{
		Record: casework.Record{UID: f.uid("uid")}, Name: p.Name, Kind: casework.CareTeamKind(p.Kind), Municipality: p.Municipality,
	}
}

func (s *Server) handleAddCareTeam(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, in := f.careTeam()
	err = s.App.AddCareTeam(r.Context(), visitOf(r).actor, in)
	return s.answerUnit(w, r, err, "/setup/care-teams/"+in.UID.String(), "done.care_team_added", func(status int, p *problem.Error) error {
		typed.UID, typed.Problem = s.orNew(in.UID), p
		return s.showNewCareTeam(w, r, status, typed)
	})
}

func (s *Server) handleCareTeamSetUp(w http.ResponseWriter, r *http.Request) error {
	return s.showCareTeamSetUp(w, r, http.StatusOK, refusedCareTeam{})
}

// refusedCareTeam is what was refused on a care team's page, and what was typed.
type refusedCareTeam struct {
	text   *pages.CareTeamForm // its own text
	unit   *problem.Error      // with the text, or with taking it away
	attend *pages.DatedForm    // somebody new
	end    endForm
}

func (s *Server) showCareTeamSetUp(w http.ResponseWriter, r *http.Request, status int, refused refusedCareTeam) error {
	uid, err := pathUID(r, "care_team")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.CareTeamSetUp(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	c := found.Unit
	path := "/setup/care-teams/" + uid.String()
	page := pages.CareTeamForm{UnitPage: pages.UnitPage{Name: c.Name}, Kind: string(c.Kind), Municipality: c.Municipality}
	if refused.text != nil {
		page = *refused.text
	}
	text := unitText{path, c.Record, careTeamLine(v.words, c), history(v.words, found.Revisions, found.Names, careTeamLine)}
	page.UnitPage = text.page(v.words, page.UnitPage, refused.unit)
	page.Municipalities = municipalityGroups(v.words, ownMunicipalities(found.SetUpPage))
	page.Attend = pages.DatedForm{From: v.today.String()}
	if refused.attend != nil {
		page.Attend = *refused.attend
	}
	if refused.end.problem != nil {
		page.Attend.Problem = refused.end.onItsField()
	}
	page.Attend.Action, page.Attend.Coaches = path+"/coaches", coachOptions(found.Service.CoachesFrom(v.today))
	for _, a := range found.Service.Assignments {
		if a.CareTeamID == c.ID {
			end := path + "/coaches/" + strconv.FormatInt(a.ID, 10) + "/end"
			page.Coaches = append(page.Coaches, refused.end.row(v, found.Names.Staff[a.CoachID], a.ID, a.Span, end))
		}
	}
	presentFirst(page.Coaches)
	return s.render(w, r, status, pages.CareTeam(s.frame(w, r, v.words.T("setup.care_team")), page))
}

func coachOptions(coaches []casework.Staff) (options []ui.Option) {
	for _, c := range coaches {
		options = append(options, ui.Option{Value: c.UID.String(), Text: c.Name})
	}
	return options
}

func careTeamLine(words *i18n.Printer, c casework.CareTeam) string {
	line := c.Name + " · " + words.T("setup.care_kind."+string(c.Kind))
	if c.Municipality != "" {
		line += " · " + words.Municipality(c.Municipality)
	}
	return line
}

// endForm is a form that ends something that lasts, when it was refused.
type endForm struct {
	id      int64
	last    string // as it was typed
	problem *problem.Error
}

// endField names the form's only field, which is one of many on its page.
func endField(id int64) string { return "last-" + strconv.FormatInt(id, 10) }

// onItsField is the problem with its field named as on the page.
func (e endForm) onItsField() *problem.Error {
	named := *e.problem
	named.Fields = slices.Clone(e.problem.Fields)
	for i := range named.Fields {
		named.Fields[i].Name = endField(e.id)
	}
	return &named
}

// row tells of something that lasts: whether it does today, and how to end it.
func (e endForm) row(v *visit, name string, id int64, span casework.Span, end string) pages.DatedRow {
	row := pages.DatedRow{
		Name: name, When: spanWords(v.words, span), Tag: ui.TagGood, State: v.words.T("people.role_now"), End: end, ID: endField(id), Last: v.today.String(),
	}
	switch {
	case span.From.After(v.today):
		row.Tag, row.State = ui.TagInfo, v.words.T("people.role_ahead")
	case !span.Holds(v.today):
		row.Tag, row.State, row.End = ui.TagPlain, v.words.T("people.role_ended"), ""
	}
	if e.problem != nil && e.id == id {
		row.Open, row.Last = true, e.last
		for _, f := range e.problem.Fields {
			row.Error = v.words.Problem(f.Key, f.Args)
		}
	}
	return row
}

// presentFirst puts what has ended last.
func presentFirst(rows []pages.DatedRow) {
	past := func(r pages.DatedRow) int {
		if r.End == "" {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(rows, func(a, b pages.DatedRow) int { return past(a) - past(b) })
}

func (s *Server) handleCorrectCareTeam(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "care_team")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, in := f.careTeam()
	in.UID = uid
	err = s.App.CorrectCareTeam(r.Context(), visitOf(r).actor, number(typed.Revision), in)
	return s.answerUnit(w, r, err, "/setup", "done.set_up", func(status int, p *problem.Error) error {
		return s.showCareTeamSetUp(w, r, status, refusedCareTeam{text: &typed, unit: p})
	})
}

func (s *Server) handleRemoveCareTeam(w http.ResponseWriter, r *http.Request) error {
	return s.removeUnit(w, r, "care_team", func(uid casework.UID) error {
		return s.App.RemoveCareTeam(r.Context(), visitOf(r).actor, uid)
	}, func(status int, p *problem.Error) error {
		return s.showCareTeamSetUp(w, r, status, refusedCareTeam{unit: p})
	})
}

// dated reads the form of something that a coach does from day to day.
func (f *form) dated() (pages.DatedForm, casework.Span) {
	typed := pages.DatedForm{Coach: f.text("coach"), From: f.text("from"), To: f.text("to")}
	return typed, casework.Span{From: f.day("from"), To: f.day("to")}
}

func (s *Server) handleAttendCareTeam(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "care_team")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, span := f.dated()
	if err = f.invalid(); err == nil {
		err = s.App.AttendCareTeam(r.Context(), visitOf(r).actor, app.Attendance{CareTeam: uid, Coach: f.uid("coach"), Span: span})
	}
	return s.answerUnit(w, r, err, "/setup/care-teams/"+uid.String(), "done.attends", func(status int, p *problem.Error) error {
		typed.Problem = p
		return s.showCareTeamSetUp(w, r, status, refusedCareTeam{attend: &typed})
	})
}

func (s *Server) handleEndAttendance(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "care_team")
	if err != nil {
		return err
	}
	id, f, err := s.readEnd(r, "attendance")
	if err != nil {
		return err
	}
	to := f.day("to")
	if err = f.invalid(); err == nil {
		err = s.App.EndAttendance(r.Context(), visitOf(r).actor, uid, id, to)
	}
	return s.answerUnit(w, r, err, "/setup/care-teams/"+uid.String(), "done.ended", func(status int, p *problem.Error) error {
		return s.showCareTeamSetUp(w, r, status, refusedCareTeam{end: endForm{id, f.text("to"), p}})
	})
}

// readEnd reads a form that ends something that lasts, which the path names by
// its key.
func (s *Server) readEnd(r *http.Request, name string) (int64, *form, error) {
	id, err := strconv.ParseInt(r.PathValue(name), 10, 64)
	if err != nil {
		return 0, nil, problem.New(problem.NotFound, "problem.not_found")
	}
	f, err := readForm(r)
	return id, f, err
}

package web

import (
	"context"
	"net/http"
	"strings"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

// request is what a request gathers for its one line in the log.
type request struct {
	id    string
	route string
	actor string // uid of the one who asks
	err   error  // an internal error; problems are no errors of ours
}

type requestKey struct{}

func withRequest(ctx context.Context, of *request) context.Context {
	return context.WithValue(ctx, requestKey{}, of)
}

func requestOf(ctx context.Context) *request {
	if of, ok := ctx.Value(requestKey{}).(*request); ok {
		return of
	}
	return &request{}
}

// visit is one request of one person: who asks, and in which language.
type visit struct {
	actor   access.Actor // zero when nobody is signed in
	signed  bool
	session app.Visit // also of somebody whose session is locked or has ended
	words   *i18n.Printer
	today   casework.Day
}

// speak puts what is said from here on in the programme's words. Where no
// programme is spoken of the words stay those of the person's own work.
func (v *visit) speak(terms casework.Terms) {
	if terms != "" {
		v.words = v.words.With(terms)
	}
}

type visitKey struct{}

func visitOf(r *http.Request) *visit {
	if v, ok := r.Context().Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{words: i18n.For(i18n.Negotiate("", r.Header.Get("Accept-Language")))}
}

// frame is the shell around a page: its title, the menu of what this person
// may do, and what just happened.
func (s *Server) frame(w http.ResponseWriter, r *http.Request, title string) pages.Frame {
	v := visitOf(r)
	t := v.words.T
	shell := ui.PageProps{
		Lang: string(v.words.Lang()), Title: title, Home: "/", LanguageAction: "/language", Back: backPath(r),
		Languages: []ui.Language{
			{Code: "fi", Name: "Suomi", Current: v.words.Lang() == i18n.FI},
			{Code: "sv", Name: "Svenska", Current: v.words.Lang() == i18n.SV},
			{Code: "en", Name: "English", Current: v.words.Lang() == i18n.EN},
		},
		Words: ui.PageWords{
			Skip: t("nav.skip"), MainMenu: t("nav.main"), Shortcut: t("nav.shortcut"), Menu: t("nav.menu"), Close: t("nav.close"),
			Language: t("nav.language"), SignOut: t("nav.sign_out"),
		},
		Flash: s.flash(w, r),
	}
	if v.signed {
		shell.User = userOf(v)
		shell.SignOutAction = "/sign-out"
		shell.Lock = s.lock(v)
		shell.Nav, shell.Log = menu(v, r.URL.Path)
		shell.Bell = bell(v, r.URL.Path)
		if canReach(v, access.ReadClient) || canReach(v, access.ReadEmployers) {
			shell.Search = ui.SearchProps{Action: "/search", Label: t("search.label"), Word: t("search.send")}
		}
	}
	shell.Aside = s.demoLink(r, v)
	return pages.Frame{Words: v.words, Shell: shell, Today: v.today}
}

// bell leads to the notices, and says how many are new.
func bell(v *visit, path string) ui.BellProps {
	b := ui.BellProps{Href: "/notices", Label: v.words.T("nav.notices"), New: v.session.Unread, Current: path == "/notices"}
	if b.New > 0 {
		b.Label += ", " + v.words.T("nav.notices_new", "n", b.New)
	}
	return b
}

// backPath is where the language switch returns to: this page, or the form's
// page after a refused form.
func backPath(r *http.Request) string {
	if r.Method != http.MethodGet {
		return r.URL.Path
	}
	return r.URL.RequestURI()
}

func userOf(v *visit) ui.User {
	u := ui.User{Name: v.actor.Name}
	for _, g := range v.actor.Grants {
		if g.Holds(v.today) {
			u.Role, u.Unit = v.words.T("role."+string(g.Role)), g.Unit
			break
		}
	}
	return u
}

// menuLine is a line of the menu and what one must be able to do to see it.
type menuLine struct {
	path   string
	word   string
	icon   ui.Icon
	phone  bool
	action access.Action
	under  []string // the paths of the pages that belong to it, besides those below its own
}

// holds tells whether the page of a path belongs to the line.
func (l menuLine) holds(path string) bool {
	for _, of := range append([]string{l.path}, l.under...) {
		if path == of || strings.HasPrefix(path, of+"/") {
			return true
		}
	}
	return false
}

var menuLines = []menuLine{
	{"/today", "nav.today", ui.IconToday, true, access.ReadToday, []string{"/calendar"}},
	{"/care", "nav.care", ui.IconToday, true, access.KeepInterest, []string{"/unit-clients"}},
	{"/clients", "nav.clients", ui.IconClients, true, access.ReadClient, []string{
		"/applications", "/counselling", "/disclosure", "/dormancies", "/episodes", "/estimates", "/meetings", "/notes", "/partner-talks", "/partners", "/placements",
		"/planned", "/plans", "/profile", "/record-texts", "/setbacks", "/suitability", "/support-plans", "/talks", "/tasks",
	}},
	{"/employers", "nav.employers", ui.IconEmployers, false, access.ReadEmployers, []string{"/leads", "/contacts"}},
	{"/queue", "nav.queue", ui.IconQueue, false, access.ReadRows, nil},
	{"/team", "nav.team", ui.IconTeam, true, access.ReadTeam, []string{"/week", "/supervision", "/trainings", "/service-notes"}},
	{"/care-teams", "nav.care_teams", ui.IconCareTeams, true, access.ReferClient, []string{"/care-messages", "/care-team-meetings", "/referrals"}},
	{"/fidelity", "nav.fidelity", ui.IconFidelity, false, access.ReadFigures, nil},
	{"/reviews", "nav.reviews", ui.IconFidelity, true, access.ReadReview, []string{"/development"}},
	{"/figures", "nav.figures", ui.IconFigures, true, access.ReadFigures, []string{"/interest", "/needs", "/funding"}},
	{"/people", "nav.people", ui.IconPeople, true, access.ManagePeople, nil},
	{"/setup", "nav.setup", ui.IconSheet, true, access.SetUp, nil},
	{"/import", "nav.imports", ui.IconSheet, true, access.ImportData, nil},
	{"/mail", "nav.mail", ui.IconMail, false, access.SetUp, nil},
	{"/audit", "nav.audit", ui.IconTrust, true, access.ReadLog, nil},
}

func menu(v *visit, path string) (lines []ui.NavItem, log ui.NavItem) {
	for _, l := range menuLines {
		if !canReach(v, l.action) {
			continue
		}
		lines = append(lines, ui.NavItem{
			Link: ui.Link{Href: l.path, Text: v.words.T(l.word)}, Icon: l.icon, Phone: l.phone,
			Current: l.holds(path),
		})
	}
	lines = append(lines, ui.NavItem{Link: ui.Link{Href: "/account", Text: v.words.T("nav.account")}, Icon: ui.IconPeople, Current: path == "/account"})
	if canReach(v, access.NoteEmployer) {
		log = ui.NavItem{Link: ui.Link{Href: "/log", Text: v.words.T("nav.log")}, Icon: ui.IconLog, Current: path == "/log" || path == "/log/meeting"}
	}
	return lines, log
}

// canReach tells whether an action is open to the person somewhere: in their
// own teams and care teams, or in the county.
func canReach(v *visit, action access.Action) bool {
	if action == access.ReadToday || action == access.NoteOwnWork {
		return access.Decide(v.actor, action, access.OwnDay(v.actor), v.today).Allowed
	}
	own := access.Resource{County: v.actor.County, Reviewers: []int64{v.actor.StaffID}}
	for _, g := range v.actor.Grants {
		if g.Holds(v.today) && g.TeamID != 0 {
			own.Teams = append(own.Teams, g.TeamID)
		}
		if g.Holds(v.today) && g.CareTeamID != 0 {
			own.CareTeams = append(own.CareTeams, g.CareTeamID)
		}
	}
	return access.Decide(v.actor, action, own, v.today).Allowed
}

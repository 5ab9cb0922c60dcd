package app

import (
	"context"
	"maps"
	"slices"
	"strings"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/outcomes"
	"sijoita/problem"
)

// FiguresInput asks for a programme's monitoring table.
type FiguresInput struct {
	Programme string       // its id in documents; empty: the first that the actor may see
	From      casework.Day // first day of the flows; zero: the programme's first
	On        casework.Day // zero: today
	FirstRow  int          // of the rows behind a number: the first to show, counted from 0
	View      OutcomesView // of the outcomes; empty: as fits the actor
}

// OutcomesView is how much of the outcomes is told.
type OutcomesView string

// The views. The published one hides small counts: see outcomes.Publish.
const (
	OutcomesWhole     OutcomesView = "whole"
	OutcomesPublished OutcomesView = "published"
)

// RowsPage is how many rows behind a number are shown at a time.
const RowsPage = 200

// Figures is a programme's monitoring table as the actor may see it: without
// its coaches for one who may not see each coach's figures.
type Figures struct {
	Programmes []casework.Programme // those the actor may choose from
	Programme  casework.Programme
	Table      outcomes.Monitoring
	Coaches    bool // the table holds its coaches
	Rows       bool // the rows behind the numbers may be opened
}

// Monitoring makes a programme's monitoring table. Problems: NotFound for a
// programme that is not there or out of reach; Invalid with fields from, on.
func (a *App) Monitoring(ctx context.Context, actor access.Actor, in FiguresInput) (Figures, error) {
	return show(ctx, a, actor, func(t *turn) (Figures, error) {
		f, records, err := t.figures(&in)
		if err != nil {
			return f, err
		}
		f.Table = f.tableOf(records, in)
		t.shows(audit.Reported, "programme", f.Programme.UID.String(), in.From.String()+"…"+in.On.String())
		return f, nil
	})
}

// Outcomes is what a programme has brought about, as the actor may see it.
type Outcomes struct {
	Figures // without the table
	Results outcomes.Results
}

// Outcomes makes the outcomes of a programme from its first day to a day. When
// it is not said which view is wanted, one who may not open the rows behind the
// numbers gets the one made for publishing. Problems: as Monitoring.
func (a *App) Outcomes(ctx context.Context, actor access.Actor, in FiguresInput) (Outcomes, error) {
	return show(ctx, a, actor, func(t *turn) (Outcomes, error) {
		in.From = casework.Day{}
		f, records, err := t.figures(&in)
		if err != nil {
			return Outcomes{}, err
		}
		found := Outcomes{Figures: f, Results: outcomes.Outcomes(records, in.On)}
		if in.View == OutcomesPublished || in.View == "" && !f.Rows {
			found.Results = outcomes.Publish(found.Results)
		}
		t.shows(audit.Reported, "programme", f.Programme.UID.String(), "outcomes "+in.From.String()+"…"+in.On.String())
		return found, nil
	})
}

// tableOf makes the table, without its coaches for one who may not see them.
func (f Figures) tableOf(records outcomes.Records, in FiguresInput) outcomes.Monitoring {
	table := outcomes.Monitor(records, in.From, in.On)
	if !f.Coaches {
		table.Coaches = []outcomes.Coach{}
	}
	return table
}

// figures finds the programme, decides and loads what its figures are made of.
func (t *turn) figures(in *FiguresInput) (Figures, outcomes.Records, error) {
	var f Figures
	all, err := t.tx.Programmes()
	if err != nil {
		return f, outcomes.Records{}, err
	}
	teams, err := t.tx.Teams()
	if err != nil {
		return f, outcomes.Records{}, err
	}
	resource := map[int64]access.Resource{}
	for _, p := range all {
		resource[p.ID] = programmeResource(t.tx.County, p, teams)
		if t.allowed(access.ReadFigures, resource[p.ID]) {
			f.Programmes = append(f.Programmes, p)
		}
	}
	if f.Programme, err = t.programmeAsked(f.Programmes, all, in.Programme); err != nil {
		return f, outcomes.Records{}, err
	}
	within := resource[f.Programme.ID]
	if err := t.may(access.ReadFigures, within, "programme", f.Programme.UID.String()); err != nil {
		return f, outcomes.Records{}, err
	}
	decision := t.decision
	f.Coaches = t.allowed(access.ReadCoaches, within)
	f.Rows = t.allowed(access.ReadRows, within)
	t.decision = decision
	if err := in.check(f.Programme, t.day); err != nil {
		return f, outcomes.Records{}, err
	}
	records, err := t.records(f.Programme, in.From, in.On)
	return f, records, err
}

// programmeAsked is the programme that was named, or the first in reach. One
// who reaches none is refused.
func (t *turn) programmeAsked(reached, all []casework.Programme, id string) (casework.Programme, error) {
	if len(reached) == 0 {
		if err := t.may(access.ReadFigures, access.Resource{County: t.tx.County}, "programme", ""); err != nil {
			return casework.Programme{}, err
		}
	}
	if id == "" && len(reached) > 0 {
		return reached[0], nil
	}
	return programmeCalled(all, id)
}

// check fills in the days that were not told, and refuses those that are no
// period. A day before the programme's first may be asked for: nothing was then.
func (in *FiguresInput) check(p casework.Programme, today casework.Day) error {
	var f problem.Fields
	in.On = cmpDay(in.On, today)
	if in.On.Before(in.From) {
		f.Add("on", "problem.end_before_start")
	}
	in.From = cmpDay(in.From, p.StartsOn)
	return f.Problem()
}

// programmeResource tells the policies which teams a programme has.
func programmeResource(county int64, p casework.Programme, teams []casework.Team) access.Resource {
	r := access.Resource{County: county}
	for _, team := range teams {
		if team.ProgrammeID == p.ID {
			r.Teams = append(r.Teams, team.ID)
		}
	}
	return r
}

// records loads what a programme's figures from one day to another are made of.
func (t *turn) records(p casework.Programme, from, on casework.Day) (outcomes.Records, error) {
	r := outcomes.Records{Programme: p}
	var err error
	load := func(step func() error) {
		if err == nil {
			err = step()
		}
	}
	load(func() (err error) { r.Teams, err = t.tx.Teams(); return err })
	load(func() (err error) {
		r.Staff, err = t.tx.StaffOfTeams(programmeResource(t.tx.County, p, r.Teams).Teams)
		return err
	})
	load(func() (err error) { r.CareTeams, err = t.tx.CareTeams(); return err })
	load(func() (err error) { r.Municipalities, err = t.tx.Municipalities(p.ID); return err })
	load(func() (err error) { r.Births, err = t.tx.Births(p.ID); return err })
	load(func() (err error) { r.Incomes, err = t.tx.IncomesOfProgramme(p.ID); return err })
	load(func() (err error) { r.Profiles, err = t.tx.FirstProfiles(p.ID); return err })
	load(func() (err error) { r.Episodes, err = t.tx.EpisodesOfProgramme(p.ID); return err })
	load(func() (err error) { r.Placements, err = t.tx.PlacementsOfProgramme(p.ID); return err })
	load(func() (err error) { r.Contacts, err = t.tx.ContactsOfProgramme(p.ID, from, on); return err })
	load(func() (err error) { r.Worktime, err = t.tx.Worktime(p.ID); return err })
	load(func() (err error) { r.Reviews, err = t.tx.ReviewsOfProgramme(p.ID); return err })
	load(func() (err error) { r.Funding, err = t.tx.FundingOfProgramme(p.ID); return err })
	return r, err
}

// FigureRow is one record behind a number, with what a line says of it.
type FigureRow struct {
	Client    *casework.Client // nil: the contact names nobody
	Episode   *casework.Episode
	State     casework.State
	Placement *casework.Placement
	Contact   *casework.EmployerContact
}

// FigureRows is what stands behind one number of a table.
type FigureRows struct {
	Figures
	Figure string
	Rows   []FigureRow // a page of them, from First
	First  int
	Total  int // of the rows that the actor may open
	Names  Names
	Outer  int                     // records that the number counts and the actor may not open: of other teams
	Left   map[outcomes.Reason]int // records near the number that are not in it, by why
}

// FigureRows opens a number of the monitoring table to the records behind it.
// Problems: as Monitoring; Forbidden for a coach's number to one who may not see
// each coach's figures; NotFound for a number that is none.
func (a *App) FigureRows(ctx context.Context, actor access.Actor, in FiguresInput, figure string) (FigureRows, error) {
	return show(ctx, a, actor, func(t *turn) (FigureRows, error) {
		f, records, err := t.figures(&in)
		if err != nil {
			return FigureRows{}, err
		}
		teams := programmeResource(t.tx.County, f.Programme, records.Teams)
		if strings.HasPrefix(figure, "coaches.") {
			if err := t.may(access.ReadCoaches, teams, "programme", f.Programme.UID.String()); err != nil {
				return FigureRows{}, err
			}
		}
		if err := t.may(access.ReadRows, teams, "programme", f.Programme.UID.String()); err != nil {
			return FigureRows{}, err
		}
		rows, ok := outcomes.RowsOf(records, figure, in.From, in.On)
		if !ok {
			return FigureRows{}, store.ErrNotFound
		}
		page := FigureRows{Figures: f, Figure: figure, Left: map[outcomes.Reason]int{}}
		for _, left := range outcomes.LeftOut(records, figure, in.From, in.On) {
			page.Left[left.Reason]++
		}
		clients, err := t.fillRows(&page, records, rows, in)
		t.shows(audit.Listed, "client", "", figure, clients...)
		page.Table = f.tableOf(records, in)
		return page, err
	})
}

// fillRows keeps the rows of clients whom the actor reaches, a page of them in
// order, and tells whose those are, for the log.
func (t *turn) fillRows(page *FigureRows, records outcomes.Records, rows []outcomes.Row, in FiguresInput) ([]int64, error) {
	reach := access.ScopeOf(t.actor, access.ReadRows, t.day)
	episodes := byID(records.Episodes, func(e *casework.Episode) int64 { return e.ID })
	placements := byID(records.Placements, func(p *casework.Placement) int64 { return p.ID })
	contacts := byID(records.Contacts, func(c *casework.EmployerContact) int64 { return c.ID })
	reached, err := t.reachedBy(reach, rows, episodes)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, r := range rows {
		row := FigureRow{Episode: episodes[r.EpisodeID], Placement: placements[r.PlacementID], Contact: contacts[r.ContactID]}
		if row.Episode != nil {
			if !reached[row.Episode.ClientID] {
				page.Outer++
				continue
			}
			row.State = row.Episode.StateOn(in.On)
			ids = append(ids, row.Episode.ClientID)
		}
		page.Rows = append(page.Rows, row)
	}
	found, err := t.tx.ClientsByID(ids)
	if err != nil {
		return nil, err
	}
	for i, c := range found {
		found[i] = c.Unguarded()
	}
	clients := byID(found, func(c *casework.Client) int64 { return c.ID })
	for i := range page.Rows {
		if e := page.Rows[i].Episode; e != nil {
			page.Rows[i].Client = clients[e.ClientID]
			page.Rows[i].hidePlace()
		}
	}
	sortRows(page.Rows)
	page.Total = len(page.Rows)
	page.First = min(max(in.FirstRow, 0), page.Total)
	page.Rows = page.Rows[page.First:min(page.First+RowsPage, page.Total)]
	return t.nameRows(page)
}

// hidePlace takes out of a row where a client under an order of non-disclosure
// works or was spoken of.
func (r *FigureRow) hidePlace() {
	if !r.Client.NonDisclosure {
		return
	}
	if r.Placement != nil {
		placement := r.Placement.Unplaced()
		r.Placement = &placement
	}
	if r.Contact != nil {
		contact := r.Contact.Unplaced()
		r.Contact = &contact
	}
}

// nameRows names the employers of the rows that are shown, and tells whose
// clients those rows are.
func (t *turn) nameRows(page *FigureRows) (clients []int64, err error) {
	employers := map[int64]bool{}
	for _, row := range page.Rows {
		if row.Client != nil {
			clients = append(clients, row.Client.ID)
		}
		if row.Contact != nil && row.Contact.EmployerID != 0 {
			employers[row.Contact.EmployerID] = true
		}
		if row.Placement != nil && row.Placement.EmployerID != 0 {
			employers[row.Placement.EmployerID] = true
		}
	}
	if page.Names, err = t.names(); err != nil {
		return nil, err
	}
	page.Names.Employers, err = t.employerNames(employers)
	return clients, err
}

// reachedBy tells which of the rows' clients lie in the scope: by their newest
// episodes of today, as when their pages are opened. A team that a client has
// left counts them, and opens them no more.
func (t *turn) reachedBy(reach access.Scope, rows []outcomes.Row, episodes map[int64]*casework.Episode) (map[int64]bool, error) {
	reached := map[int64]bool{}
	for _, r := range rows {
		if e := episodes[r.EpisodeID]; e != nil {
			reached[e.ClientID] = false
		}
	}
	banned, err := t.bans()
	if err != nil {
		return nil, err
	}
	all, err := t.tx.EpisodesOfClients(slices.Sorted(maps.Keys(reached)))
	for _, e := range newestOfAll(all, t.day) {
		if reach.Reaches(clientResource(t.tx.County, []casework.Episode{e}, nil, banned.on(e.ClientID), t.day)) {
			reached[e.ClientID] = true
		}
	}
	return reached, err
}

// sortRows puts what happened in order, the newest first, and people by name.
func sortRows(rows []FigureRow) {
	on := func(r FigureRow) casework.Day {
		switch {
		case r.Placement != nil:
			return r.Placement.StartsOn
		case r.Contact != nil:
			return r.Contact.On
		}
		return casework.Day{}
	}
	name := func(r FigureRow) string {
		if r.Client == nil {
			return ""
		}
		return casework.SortKey(r.Client.FamilyName + " " + r.Client.GivenName)
	}
	slices.SortStableFunc(rows, func(a, b FigureRow) int {
		if c := on(b).Compare(on(a)); c != 0 {
			return c
		}
		return strings.Compare(name(a), name(b))
	})
}

func byID[T any](list []T, id func(*T) int64) map[int64]*T {
	place := make(map[int64]*T, len(list))
	for i := range list {
		place[id(&list[i])] = &list[i]
	}
	return place
}

// programmeCalled finds a programme by what documents and commands call it, or
// returns problem.NotFound with those there are.
func programmeCalled(all []casework.Programme, id string) (casework.Programme, error) {
	for _, p := range all {
		if p.Outward() == id {
			return p, nil
		}
	}
	known := converted(all, func(p casework.Programme) string { return p.Outward() })
	return casework.Programme{}, problem.New(problem.NotFound, "house.programme_unknown").
		With("programme", id).With("known", strings.Join(known, ", "))
}

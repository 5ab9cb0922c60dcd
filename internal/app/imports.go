package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
	"sijoita/problem"
)

// An import by way of the pages goes in steps: a file is staged and checked,
// what would come is shown, somebody confirms it, and it runs by itself. All of
// it stands in the database, so that any server can show how far it has come.
//
// A large file is cut into parts that are imported one after the other, each
// whole: where one writes at a time, nobody waits for longer than a part takes.

// ImportState is how far a staged import has come.
type ImportState = store.ImportState

// The states of a staged import.
const (
	ImportFaulty  = store.ImportFaulty
	ImportChecked = store.ImportChecked
	ImportRunning = store.ImportRunning
	ImportDone    = store.ImportDone
	ImportFailed  = store.ImportFailed
	ImportBroken  = store.ImportBroken
)

// StagedImport is a file that was handed in, and what became of it. It holds
// counts and faults, and of records nothing.
type StagedImport struct {
	UID      casework.UID
	Name     string
	State    ImportState
	StagedAt time.Time
	BegunAt  time.Time // zero: not begun

	Counts          []Counted // what would come, or has come
	Added, Total    int       // how many of how many records have come
	WithoutConsents int
	Faults          []problem.Field // of a faulty one, in their order
	Untold          int             // faults beyond those
	Problem         *problem.Error  // why it failed
}

const (
	stagedLife   = 24 * time.Hour
	importLimit  = 30 * time.Minute // a run that takes longer is given up
	beat         = 10 * time.Second // how often a run says that it is there
	silence      = 2 * time.Minute  // after which nobody is: the server was stopped
	mostFaults   = 10_000           // that are kept
	partRecords  = 250              // of a part: some 30 ms of work
	longestTitle = 200              // of a file's name
)

// Imports lists the actor's staged imports, the newest first.
func (a *App) Imports(ctx context.Context, actor access.Actor) ([]StagedImport, error) {
	return show(ctx, a, actor, func(t *turn) ([]StagedImport, error) {
		if err := t.mayImport(""); err != nil {
			return nil, err
		}
		rows, err := t.tx.StagedImports(actor.StaffID)
		if err != nil {
			return nil, err
		}
		var all []StagedImport
		for _, row := range rows {
			if t.tx.Now.Sub(row.StagedAt) >= stagedLife {
				continue
			}
			staged, err := t.staged(row)
			if err != nil {
				return nil, err
			}
			all = append(all, staged)
		}
		t.shows(audit.Listed, "staged_import", "", counted(int64(len(all)), "files"))
		return all, nil
	})
}

// mayImport asks for both: a staged file is a person's own, and no program's;
// and that person may import.
func (t *turn) mayImport(target string) error {
	if err := t.may(access.KeepAccount, access.OwnAccount(t.actor), "staged_import", target); err != nil {
		return err
	}
	return t.may(access.ImportData, access.Resource{County: t.actor.County}, "staged_import", target)
}

// StagedImport shows one of the actor's staged imports; anybody else's is
// problem.NotFound.
func (a *App) StagedImport(ctx context.Context, actor access.Actor, uid casework.UID) (StagedImport, error) {
	return show(ctx, a, actor, func(t *turn) (StagedImport, error) {
		if err := t.mayImport(uid.String()); err != nil {
			return StagedImport{}, err
		}
		row, err := t.tx.StagedImport(actor.StaffID, uid)
		if err != nil {
			return StagedImport{}, err
		}
		t.shows(audit.Showed, "staged_import", uid.String(), string(row.State))
		return t.staged(row)
	})
}

// StageInput is a file to be imported, and what it is called.
type StageInput struct {
	UID  casework.UID // made with the form
	Name string
	File []byte
}

// StageImport checks a file against what the county holds and keeps it until
// its import is confirmed, or for a day, in the place of an earlier one of the
// actor's that was not imported. A faulty one is kept with its faults. It
// returns problem.Invalid for a file that is not read at all, with the reason,
// and for one that holds no records, and problem.Conflict for another county's.
// Administrators may.
func (a *App) StageImport(ctx context.Context, actor access.Actor, input StageInput) error {
	state, result, err := a.checkStaged(ctx, actor, input.File)
	if err != nil {
		return err
	}
	text, err := json.Marshal(result)
	if err != nil {
		return err
	}
	content := input.File
	if state != ImportChecked {
		content = []byte{}
	}
	_, err = addOnce(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.mayImport(input.UID.String()); err != nil {
			return struct{}{}, err
		}
		t.did(audit.Added, "staged_import", input.UID.String(), fmt.Sprintf("%s: %s, %d faults", state, countsText(result.Counts), len(result.Faults)+result.Untold))
		if _, err := t.tx.StagedImport(actor.StaffID, input.UID); !errors.Is(err, store.ErrNotFound) {
			return struct{}{}, err // the form was sent twice
		}
		if err := errors.Join(t.tx.SweepImports(t.tx.Now.Add(-stagedLife)), t.tx.DropWaiting(actor.StaffID)); err != nil {
			return struct{}{}, err
		}
		staged := store.StagedImport{UID: input.UID, StaffID: actor.StaffID, Name: shorten(input.Name, longestTitle), State: state, Result: string(text)}
		return struct{}{}, t.tx.StageImport(staged, content)
	})
	return err
}

// checkStaged reads a file without adding anything.
func (a *App) checkStaged(ctx context.Context, actor access.Actor, file []byte) (ImportState, stagedResult, error) {
	in, err := a.readDocument(ctx, actor, ImportInput{File: bytes.NewReader(file)})
	if p := problem.As(err); p != nil && p.Key == "interchange.refused" {
		faults, untold := p.Fields, 0
		if len(faults) > mostFaults {
			faults, untold = faults[:mostFaults], len(faults)-mostFaults
		}
		return ImportFaulty, stagedResult{Faults: faults, Untold: untold}, nil
	}
	if err != nil {
		return "", stagedResult{}, err
	}
	if err := a.isOwnCounty(ctx, actor, in); err != nil {
		return "", stagedResult{}, err
	}
	result := stagedResult{Counts: countsOf(in.document), WithoutConsents: in.withoutConsents()}
	if countsText(result.Counts) == "" {
		return "", stagedResult{}, problem.New(problem.Invalid, "imports.nothing")
	}
	return ImportChecked, result, nil
}

// isOwnCounty refuses a document of another county than the actor's.
func (a *App) isOwnCounty(ctx context.Context, actor access.Actor, in *importer) error {
	told := in.document.County.ID
	if told == "" {
		return nil
	}
	return a.Store.Read(ctx, actor.County, a.Clock(), func(tx *store.Tx) error {
		_, err := countyOf(tx, actor, told)
		if problem.Is(err, problem.NotFound) {
			return problem.New(problem.Invalid, "imports.other_county").With("document", told)
		}
		return err
	})
}

// stagedResult is what a staged import keeps as JSON.
type stagedResult struct {
	Counts          []Counted       `json:"counts,omitempty"`
	WithoutConsents int             `json:"without_consents,omitempty"`
	Faults          []problem.Field `json:"faults,omitempty"`
	Untold          int             `json:"untold,omitempty"`
	Problem         *problem.Field  `json:"problem,omitempty"`
	Left            int             `json:"left,omitempty"` // records of a failed one that have not come
}

func (r stagedResult) total() (n int) {
	for _, c := range r.Counts {
		n += c.N
	}
	return n
}

func readResult(row store.StagedImport) (kept stagedResult, err error) {
	if err := json.Unmarshal([]byte(row.Result), &kept); err != nil {
		return kept, fmt.Errorf("read what an import keeps: %w", err)
	}
	return kept, nil
}

// staged is a row with what it keeps. One that nobody was seen to run any more
// is broken.
func (t *turn) staged(row store.StagedImport) (StagedImport, error) {
	kept, err := readResult(row)
	if err != nil {
		return StagedImport{}, err
	}
	s := StagedImport{
		UID: row.UID, Name: row.Name, State: row.State, StagedAt: row.StagedAt, BegunAt: row.BegunAt,
		Counts: kept.Counts, Total: kept.total(), WithoutConsents: kept.WithoutConsents, Untold: kept.Untold,
	}
	if row.Cut {
		s.Added = s.Total - kept.Left - row.Left
	}
	for _, f := range kept.Faults {
		s.Faults = append(s.Faults, problem.Field{Name: f.Name, Key: f.Key, Args: asKept(f.Args)})
	}
	if f := kept.Problem; f != nil {
		s.Problem = &problem.Error{Kind: problem.Conflict, Key: f.Key, Args: asKept(f.Args)}
	}
	if s.State == ImportRunning && row.SeenAt.Before(t.tx.Now.Add(-silence)) {
		s.State = ImportBroken
	}
	return s, nil
}

// asKept gives the counts among arguments back their type, which JSON loses.
func asKept(args problem.Args) problem.Args {
	for name, value := range args {
		if n, ok := value.(float64); ok && n == float64(int(n)) {
			args[name] = int(n)
		}
	}
	return args
}

// ConfirmImport begins the import of a checked file, or goes on with one that
// was broken off. It goes on by itself, as the actor, part by part, each of
// them whole or not at all; StagedImport tells how far it is. It returns
// problem.Conflict when the file does not wait to be imported, or when another
// import is running.
func (a *App) ConfirmImport(ctx context.Context, actor access.Actor, uid casework.UID) error {
	runner := a.IDs()
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.mayImport(uid.String()); err != nil {
			return struct{}{}, err
		}
		if _, err := t.tx.StagedImport(actor.StaffID, uid); err != nil {
			return struct{}{}, err
		}
		if err := t.tx.BreakImports(t.tx.Now.Add(-silence)); err != nil {
			return struct{}{}, err
		}
		t.did(audit.Started, "staged_import", uid.String(), "")
		begun, err := t.tx.RunImport(actor.StaffID, uid, runner)
		if err == nil && !begun {
			err = problem.New(problem.Conflict, "imports.not_waiting")
		}
		return struct{}{}, err
	})
	if errors.Is(err, store.ErrTaken) {
		return fmt.Errorf("%w (%v)", problem.New(problem.Conflict, "imports.another"), err)
	}
	if err != nil {
		return err
	}
	run := &importRun{App: a, actor: actor, uid: uid, runner: runner, progress: &Progress{staffID: actor.StaffID}}
	a.running.Store(uid, run.progress)
	a.goOn(func() error { return run.do(store.WithPatience(context.WithoutCancel(ctx), 0)) })
	return nil
}

// goOn does something that outlives the request which began it.
func (a *App) goOn(do func() error) {
	if a.Background != nil {
		a.Background(do)
		return
	}
	go func() {
		if err := do(); err != nil {
			slog.Error("import", "error", err)
		}
	}()
}

// importRun is the import of one staged file.
type importRun struct {
	*App
	actor       access.Actor
	uid, runner casework.UID
	progress    *Progress
	kept        stagedResult
}

// Progress is how far an import has come.
type Progress struct {
	staffID      int64 // who began it
	added, total atomic.Int64
}

// begin says how many of how many records came before.
func (p *Progress) begin(added, total int) {
	p.added.Store(int64(added))
	p.total.Store(int64(total))
}

func (p *Progress) add(n int) { p.added.Add(int64(n)) }

// ImportProgress tells how many of how many records an import of the actor's
// has added that runs in this program. It is kept in memory and told without an
// entry in the log, which a long import holds back: the numbers say nothing of
// anybody. Problems: NotFound when it does not run here, or is somebody else's.
func (a *App) ImportProgress(actor access.Actor, uid casework.UID) (added, total int64, err error) {
	found, runs := a.running.Load(uid)
	may := access.Decide(actor, access.ImportData, access.Resource{County: actor.County}, a.Day()).Allowed
	if !runs || !may || found.(*Progress).staffID != actor.StaffID {
		return 0, 0, problem.New(problem.NotFound, "problem.not_found")
	}
	p := found.(*Progress)
	return min(p.added.Load(), p.total.Load()), p.total.Load(), nil
}

func (r *importRun) do(ctx context.Context) error {
	defer r.running.Delete(r.uid)
	ctx, cancel := context.WithTimeout(ctx, importLimit)
	defer cancel()
	go r.beat(ctx)
	err := r.cut(ctx)
	for last := false; err == nil && !last; {
		last, err = r.addPart(ctx)
	}
	if err == nil || errors.Is(err, errNotOurs) {
		return err
	}
	why := problem.As(err)
	if why == nil || why.Kind == problem.Unavailable {
		why = problem.New(problem.Unavailable, "imports.failed_itself")
	} else {
		err = nil // told on the page
	}
	return errors.Join(err, r.end(context.WithoutCancel(ctx), why))
}

// beat says now and then that the run goes on.
func (r *importRun) beat(ctx context.Context) {
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := r.own(ctx, func(tx *store.Tx) (bool, error) { return true, tx.SeeImport(r.uid, r.runner) }); err != nil {
				slog.Warn("import: say that it goes on", "error", err) // the next beat says it
			}
		}
	}
}

// errNotOurs ends a run whose file somebody else has begun to import.
var errNotOurs = errors.New("app: the import is somebody else's now")

// own does something to the file that is told to be the runner's, or errNotOurs.
func (r *importRun) own(ctx context.Context, do func(*store.Tx) (bool, error)) error {
	return r.Store.Write(ctx, r.actor.County, r.Clock(), func(tx *store.Tx) error {
		own, err := do(tx)
		if err == nil && !own {
			err = errNotOurs
		}
		return err
	})
}

// cut checks the file once more and stages its parts, unless a run that was
// stopped has done so.
func (r *importRun) cut(ctx context.Context) error {
	var row store.StagedImport
	var content []byte
	err := r.Store.Read(ctx, r.actor.County, r.Clock(), func(tx *store.Tx) (err error) {
		if row, err = tx.StagedImport(r.actor.StaffID, r.uid); err != nil {
			return err
		}
		content, err = tx.StagedContent(r.uid)
		return err
	})
	if err != nil {
		return err
	}
	if r.kept, err = readResult(row); err != nil {
		return err
	}
	r.kept.Problem = nil // of a run that was stopped
	if row.Cut {
		r.progress.begin(r.kept.total()-row.Left, r.kept.total())
		return nil
	}
	r.progress.begin(0, r.kept.total())
	in, err := r.readDocument(ctx, r.actor, ImportInput{File: bytes.NewReader(content)})
	if err != nil {
		return err
	}
	if err := r.own(ctx, func(tx *store.Tx) (bool, error) { return true, tx.DropParts(r.uid, r.runner) }); err != nil {
		return err
	}
	for place, part := range in.document.Cut(partRecords) {
		var text bytes.Buffer
		if err := interchange.Write(&text, part); err != nil {
			return err
		}
		staged := store.StagedPart{Place: place, Records: stagedResult{Counts: countsOf(part)}.total(), Content: text.Bytes()}
		if err := r.own(ctx, func(tx *store.Tx) (bool, error) { return tx.StagePart(r.uid, r.runner, staged) }); err != nil {
			return err
		}
	}
	return r.own(ctx, func(tx *store.Tx) (bool, error) { return tx.CutImport(r.uid, r.runner) })
}

// addPart imports the next part and tells whether it was the last; in the same
// transaction it says so of the file.
func (r *importRun) addPart(ctx context.Context) (last bool, err error) {
	var part store.StagedPart
	err = r.Store.Read(ctx, r.actor.County, r.Clock(), func(tx *store.Tx) (err error) {
		if part, err = tx.NextPart(r.uid); errors.Is(err, store.ErrNotFound) {
			err = errNotOurs // who began it after us has come to the end
		}
		return err
	})
	if err != nil {
		return false, err
	}
	text, err := json.Marshal(r.kept)
	if err != nil {
		return false, err
	}
	_, err = r.importDocument(ctx, r.actor, ImportInput{File: bytes.NewReader(part.Content), Added: r.progress.add}, func(t *turn, _ Imported) error {
		own, err := t.tx.PartImported(r.uid, r.runner, part.Place)
		if err == nil && own && part.Last {
			own, err = t.tx.EndImport(r.uid, r.runner, ImportDone, string(text))
		}
		if err == nil && !own {
			err = errNotOurs
		}
		return err
	})
	return part.Last, err
}

// end says why the run came to its end: with a problem of the file's own, for
// good; else it was stopped, and can go on.
func (r *importRun) end(ctx context.Context, why *problem.Error) error {
	_, err := change(ctx, r.App, r.actor, func(t *turn) (struct{}, error) {
		if err := t.mayImport(r.uid.String()); err != nil {
			return struct{}{}, err
		}
		row, err := t.tx.StagedImport(r.actor.StaffID, r.uid)
		if err != nil {
			return struct{}{}, err
		}
		result := r.kept
		result.Problem = &problem.Field{Key: why.Key, Args: why.Args}
		t.did(audit.Withdrew, "staged_import", r.uid.String(), "failed: "+why.Key)
		if why.Kind == problem.Unavailable {
			text, err := json.Marshal(result)
			if err == nil {
				_, err = t.tx.StopImport(r.uid, r.runner, string(text))
			}
			return struct{}{}, err
		}
		result.Faults, result.Left = why.Fields[:min(len(why.Fields), mostFaults)], row.Left
		text, err := json.Marshal(result)
		if err == nil {
			_, err = t.tx.EndImport(r.uid, r.runner, ImportFailed, string(text))
		}
		return struct{}{}, err
	})
	return err
}

// DropImport lets go of a staged file. It returns problem.Conflict while the
// file is being imported.
func (a *App) DropImport(ctx context.Context, actor access.Actor, uid casework.UID) error {
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.mayImport(uid.String()); err != nil {
			return struct{}{}, err
		}
		if _, err := t.tx.StagedImport(actor.StaffID, uid); err != nil {
			return struct{}{}, err
		}
		if err := t.tx.BreakImports(t.tx.Now.Add(-silence)); err != nil {
			return struct{}{}, err
		}
		t.did(audit.Withdrew, "staged_import", uid.String(), "")
		dropped, err := t.tx.DropImport(actor.StaffID, uid)
		if err == nil && !dropped {
			err = problem.New(problem.Conflict, "imports.not_waiting")
		}
		return struct{}{}, err
	})
	return err
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"sijoita/casework"
	"sijoita/internal/store"
)

// The comparison with the checks off: the same store answers JSON, as other
// products do, to anybody who asks, without a session, a decision or an entry in
// the log. Nothing but this measurement is wired so.

// bare serves a database so, in a process of its own.
func bare(ctx context.Context, database string) error {
	db, err := store.Open(ctx, database)
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // it ends with the process
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /clients", func(w http.ResponseWriter, r *http.Request) { answerBare(w, r, db.Read, bareClients) })
	mux.HandleFunc("POST /log", func(w http.ResponseWriter, r *http.Request) { answerBare(w, r, db.Write, bareContact) })
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Printf("http://%s/\n", listener.Addr())
	server := &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	return nil
}

type inTransaction = func(ctx context.Context, county int64, now time.Time, fn func(*store.Tx) error) error

func answerBare(w http.ResponseWriter, r *http.Request, in inTransaction, do func(*store.Tx, url.Values) (any, error)) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var answer any
	const county = 1
	err := in(r.Context(), county, now(), func(tx *store.Tx) (err error) {
		answer, err = do(tx, r.Form)
		return err
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer) // the connection alone can fail
}

func number(form url.Values, name string) int64 {
	n, _ := strconv.ParseInt(form.Get(name), 10, 64) // what is no number finds nothing
	return n
}

// bareClients gives what a coach's list of clients shows.
func bareClients(tx *store.Tx, form url.Values) (any, error) {
	near, err := tx.EpisodesNear(store.Near{Coaches: []int64{number(form, "coach")}, State: store.NotOver, On: casework.DayAt(tx.Now)})
	if err != nil {
		return nil, err
	}
	var clientIDs, episodeIDs []int64
	for _, e := range near {
		clientIDs, episodeIDs = append(clientIDs, e.ClientID), append(episodeIDs, e.ID)
	}
	clients, err := tx.ClientsByID(clientIDs)
	if err != nil {
		return nil, err
	}
	last, err := tx.LastOf(clientIDs)
	if err != nil {
		return nil, err
	}
	jobs, err := tx.PlacementsOfEpisodes(episodeIDs)
	return map[string]any{"clients": clients, "episodes": near, "last": last, "jobs": jobs}, err
}

func bareContact(tx *store.Tx, form url.Values) (any, error) {
	uid, err := casework.ParseUID(form.Get("uid"))
	if err != nil {
		return nil, err
	}
	on, err := casework.ParseDay(form.Get("on"))
	if err != nil {
		return nil, err
	}
	met := false
	coach := number(form, "coach")
	return tx.AddContact(casework.EmployerContact{
		Noted:      casework.Noted{Record: casework.Record{UID: uid}, RecordedBy: coach, RecordedAt: tx.Now.UnixMicro()},
		EmployerID: number(form, "employer"), On: on, Staff: []int64{coach}, Channel: casework.FaceToFace, Kind: casework.ColdVisit,
		DecisionMaker: &met, Reached: casework.ReachedOther, Next: casework.NextNotNow, Learned: "Ei tarvetta juuri nyt.",
	})
}

// tellBare measures the two paths that other products were measured on.
func (s settings) tellBare(ctx context.Context, coaches, employers []int64) (err error) {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	served, err := start(ctx, filepath.Join(s.dir, "bare.log"), self, "bare", s.database)
	if err != nil {
		return err
	}
	defer func() {
		if stopped := served.stop(); err == nil {
			err = stopped
		}
	}()
	at, err := url.Parse(served.url)
	if err != nil {
		return err
	}
	for _, p := range []path{
		{"client list, checks off (JSON)", http.StatusOK, func(_ *town, r *rand.Rand) request {
			return request{method: http.MethodGet, path: fmt.Sprintf("/clients?coach=%d", pick(r, coaches))}
		}},
		{"log a contact, checks off (JSON)", http.StatusOK, func(_ *town, r *rand.Rand) request {
			form := url.Values{
				"uid": {uid(r)}, "coach": {strconv.FormatInt(pick(r, coaches), 10)}, "employer": {strconv.FormatInt(pick(r, employers), 10)},
				"on": {casework.DayAt(now()).AddDays(-r.IntN(300)).String()},
			}
			return request{method: http.MethodPost, path: "/log", body: form.Encode()}
		}},
	} {
		s.tellPath(at.Host, nil, p)
	}
	return nil
}

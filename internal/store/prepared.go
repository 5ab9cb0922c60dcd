package store

import (
	linked "container/list"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"

	sqlitedriver "github.com/ncruces/go-sqlite3/driver"
)

// SQLite reads a statement's text and plans it anew whenever it is prepared,
// which for most of ours takes longer than running it; PostgreSQL's driver
// keeps them by itself. Here every connection keeps those it used last.
const (
	mostPrepared    = 200     // statements that a connection keeps
	longestPrepared = 8 << 10 // bytes of text: longer ones add many rows, and are not worth their memory
)

// openPrepared opens a pool of connections that keep their statements.
func openPrepared(name string) (*sql.DB, error) {
	connector, err := (&sqlitedriver.SQLite{}).OpenConnector(name)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(preparing{connector}), nil
}

type preparing struct{ driver.Connector }

// Connect opens a connection that keeps its statements.
func (p preparing) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := p.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	raw, ok := conn.(rawConn)
	if !ok {
		return nil, errors.Join(errors.New("store: the SQLite driver's connection is not as it was"), conn.Close())
	}
	return &preparedConn{rawConn: raw, byText: map[string]*linked.Element{}}, nil
}

// rawConn and rawStmt are what the driver's own connections and statements can.
type rawConn interface {
	sqlitedriver.Conn
	driver.ExecerContext
	driver.NamedValueChecker
}

type rawStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
	driver.NamedValueChecker
}

// preparedConn is one connection. database/sql lets one goroutine at a time
// use it.
type preparedConn struct {
	rawConn
	byText map[string]*linked.Element // of *preparedStmt
	used   linked.List                // the last used first
}

// Prepare is PrepareContext without a limit of time.
func (c *preparedConn) Prepare(text string) (driver.Stmt, error) {
	return c.PrepareContext(context.Background(), text)
}

// PrepareContext gives the statement that was kept, unless its rows are being
// read just now.
func (c *preparedConn) PrepareContext(ctx context.Context, text string) (driver.Stmt, error) {
	if at, kept := c.byText[text]; kept {
		if s := at.Value.(*preparedStmt); !s.busy {
			c.used.MoveToFront(at)
			s.busy = true
			return s, nil
		}
		return c.rawConn.PrepareContext(ctx, text)
	}
	made, err := c.rawConn.PrepareContext(ctx, text)
	if err != nil || len(text) > longestPrepared {
		return made, err
	}
	raw, ok := made.(rawStmt)
	if !ok {
		return made, nil
	}
	s := &preparedStmt{rawStmt: raw, text: text, busy: true}
	c.byText[text] = c.used.PushFront(s)
	return s, c.dropOldest()
}

// dropOldest lets go of the statement that was used longest ago, when there are
// too many. One that is in use closes itself.
func (c *preparedConn) dropOldest() error {
	if c.used.Len() <= mostPrepared {
		return nil
	}
	oldest := c.used.Remove(c.used.Back()).(*preparedStmt)
	delete(c.byText, oldest.text)
	oldest.dropped = true
	if oldest.busy {
		return nil
	}
	return oldest.rawStmt.Close()
}

// Close lets go of the statements and of the connection.
func (c *preparedConn) Close() error {
	var errs []error
	for at := c.used.Front(); at != nil; at = at.Next() {
		errs = append(errs, at.Value.(*preparedStmt).rawStmt.Close())
	}
	return errors.Join(append(errs, c.rawConn.Close())...)
}

// preparedStmt is a statement that is kept.
type preparedStmt struct {
	rawStmt
	text    string
	busy    bool
	dropped bool
}

// Close gives the statement back.
func (s *preparedStmt) Close() error {
	s.busy = false
	if s.dropped {
		return s.rawStmt.Close()
	}
	return nil
}

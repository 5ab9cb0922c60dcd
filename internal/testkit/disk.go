package testkit

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/util/vfsutil"
	"github.com/ncruces/go-sqlite3/vfs"
)

// DiskFault is what a disk does instead of its work.
type DiskFault int

// The faults of a disk.
const (
	DiskFull     DiskFault = iota + 1 // nothing more goes on it
	DiskReadOnly                      // nothing may be written any more
	DiskFailing                       // what is written or flushed fails
	DiskTearing                       // half of what is written goes on it, and then it fails
	DiskGone                          // what is read fails too
	DiskHanging                       // what is written waits until the disk is healed
)

// Disk is a file layer of SQLite's that fails when told to. It is safe for
// several goroutines.
type Disk struct {
	name string

	mu      sync.Mutex
	healed  chan struct{} // closed when the fault is over
	fault   DiskFault
	after   int // operations that still go well
	tripped bool
}

var disks atomic.Int64

// NewDisk makes a disk, to be named to SQLite until the test ends.
func NewDisk(t testing.TB) *Disk {
	t.Helper()
	d := &Disk{name: fmt.Sprintf("testkit-disk-%d", disks.Add(1)), healed: make(chan struct{})}
	vfs.Register(d.name, layer{vfs.Find(""), d})
	t.Cleanup(func() { vfs.Unregister(d.name) })
	return d
}

// Name is what SQLite knows the disk by.
func (d *Disk) Name() string { return d.name }

// Fail lets so many further writes and flushes go well, and none after them.
func (d *Disk) Fail(fault DiskFault, after int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fault, d.after, d.tripped = fault, after, false
}

// Heal ends the fault, and tells whether anything met it.
func (d *Disk) Heal() (met bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	close(d.healed)
	d.fault, d.healed = 0, make(chan struct{})
	return d.tripped
}

// meets tells which fault an operation meets, or none.
func (d *Disk) meets(reads bool) (DiskFault, <-chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.fault == 0 || reads && d.fault != DiskGone:
		return 0, nil
	case d.after > 0:
		if !reads {
			d.after--
		}
		return 0, nil
	}
	d.tripped = true
	return d.fault, d.healed
}

// write tells how a write or a flush fails, or nil.
func (d *Disk) write(otherwise error) error {
	fault, healed := d.meets(false)
	switch fault {
	case DiskFull:
		return sqlite3.FULL
	case DiskReadOnly:
		return sqlite3.READONLY
	case DiskFailing, DiskTearing, DiskGone:
		return otherwise
	case DiskHanging:
		<-healed
	}
	return nil
}

type layer struct {
	vfs.VFS
	disk *Disk
}

// Open is SQLite's for opening a file.
func (l layer) Open(name string, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	file, flags, err := vfsutil.WrapOpen(l.VFS, name, flags)
	return l.over(file), flags, err
}

// OpenFilename is SQLite's for opening a file with parameters.
func (l layer) OpenFilename(name *vfs.Filename, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	file, flags, err := vfsutil.WrapOpenFilename(l.VFS, name, flags)
	return l.over(file), flags, err
}

func (l layer) over(file vfs.File) vfs.File {
	if file == nil {
		return nil
	}
	return &diskFile{file, l.disk}
}

type diskFile struct {
	vfs.File
	disk *Disk
}

// ReadAt reads from the file.
func (f *diskFile) ReadAt(p []byte, off int64) (int, error) {
	if fault, _ := f.disk.meets(true); fault != 0 {
		return 0, sqlite3.IOERR_READ
	}
	return f.File.ReadAt(p, off)
}

// WriteAt writes into the file.
func (f *diskFile) WriteAt(p []byte, off int64) (int, error) {
	if err := f.disk.write(sqlite3.IOERR_WRITE); err != nil {
		if f.disk.tears() {
			n, torn := f.File.WriteAt(p[:len(p)/2], off)
			if torn != nil {
				err = torn
			}
			return n, err
		}
		return 0, err
	}
	return f.File.WriteAt(p, off)
}

func (d *Disk) tears() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.fault == DiskTearing
}

// Truncate cuts the file.
func (f *diskFile) Truncate(size int64) error {
	if err := f.disk.write(sqlite3.IOERR_TRUNCATE); err != nil {
		return err
	}
	return f.File.Truncate(size)
}

// Sync flushes the file.
func (f *diskFile) Sync(flags vfs.SyncFlag) error {
	if err := f.disk.write(sqlite3.IOERR_FSYNC); err != nil {
		return err
	}
	return f.File.Sync(flags)
}

// SharedMemory is the index of the log that SQLite writes ahead.
func (f *diskFile) SharedMemory() vfs.SharedMemory { return vfsutil.WrapSharedMemory(f.File) }

// Unwrap is the file beneath.
func (f *diskFile) Unwrap() vfs.File { return f.File }

// The rest of what SQLite asks of a file goes to the file beneath.

// LockState is SQLite's.
func (f *diskFile) LockState() vfs.LockLevel { return vfsutil.WrapLockState(f.File) }

// PersistentWAL is SQLite's.
func (f *diskFile) PersistentWAL() bool { return vfsutil.WrapPersistWAL(f.File) }

// SetPersistentWAL is SQLite's.
func (f *diskFile) SetPersistentWAL(keep bool) { vfsutil.WrapSetPersistWAL(f.File, keep) }

// HasMoved is SQLite's.
func (f *diskFile) HasMoved() (bool, error) { return vfsutil.WrapHasMoved(f.File) }

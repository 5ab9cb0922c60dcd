//go:build linux

package testkit

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// SmallDisk mounts a disk of so many megabytes, in memory, and gives its
// directory; it is gone with the test. Only root may mount, and not in every
// container: where it is not let, the test is left out.
func SmallDisk(t testing.TB, megabytes string) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "sijoita-disk-")
	if err != nil {
		t.Fatalf("make a place for a disk: %v", err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("remove the disk's place: %v", err)
		}
	})
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+megabytes+"m"); err != nil {
		t.Skipf("this machine mounts no disk: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmount the disk: %v", err)
		}
	})
	return dir
}

// Fill leaves no room on the disk of a directory until what it gives is called.
func Fill(t testing.TB, dir string) (empty func()) {
	t.Helper()
	ballast := filepath.Join(dir, "ballast")
	f, err := os.Create(ballast)
	if err != nil {
		t.Fatalf("fill the disk: %v", err)
	}
	_, err = io.Copy(f, zeros{})
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("the disk is not full: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatalf("fill the disk: %v", err)
	}
	return func() {
		if err := os.Remove(ballast); err != nil {
			t.Errorf("empty the disk: %v", err)
		}
	}
}

// zeros never end.
type zeros struct{}

// Read gives zeros.
func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// PostgresOnDisk gives the URL of an empty database of the test's own whose
// tables and indexes stand in a directory; what the server writes ahead stands
// where it stands for every database.
func PostgresOnDisk(t testing.TB, dir string) string {
	t.Helper()
	c := theCluster(t)
	credential, err := serverUser()
	if err == nil && credential != nil {
		err = os.Chown(dir, int(credential.Uid), int(credential.Gid))
	}
	if err != nil {
		t.Fatalf("give the disk to PostgreSQL: %v", err)
	}
	name := c.nextName()
	for _, step := range []string{"create tablespace %[1]s location '" + dir + "'", "create database %[1]s template template0 tablespace %[1]s"} {
		if err := c.exec(step, name); err != nil {
			t.Fatalf("%v", err)
		}
	}
	t.Cleanup(func() {
		if err := errors.Join(c.exec("drop database %s with (force)", name), c.exec("drop tablespace %s", name)); err != nil {
			t.Errorf("%v", err)
		}
	})
	return c.url(name)
}

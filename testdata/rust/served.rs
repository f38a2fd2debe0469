//! Sockets given to what listens there, to go by its name, and functions of the file that listen.
use std::path::{Path, PathBuf};

use crate::server::{Server, ServerConfig, spawn_server};

fn in_a_structure() {
    let config = ServerConfig {
        socket_path: PathBuf::from("/tmp/mediad.sock"), //~ ipc-endpoint-in-shared-tmp
        workers: 4,
    };
    Server::new(config).run();
}

fn by_a_function() {
    spawn_server("/tmp/agent.sock"); //~ ipc-endpoint-in-shared-tmp
}

fn by_a_type() {
    let path = std::env::temp_dir().join("player.socket"); //~ ipc-endpoint-in-shared-tmp
    let _listener = crate::ipc::IpcListener::new(&path);
}

fn in_an_address() {
    crate::rpc::listen("unix:/tmp/rpc.sock"); //~ ipc-endpoint-in-shared-tmp
}

fn by_others() {
    crate::ipc::IpcClient::new("/tmp/agent.sock"); //~ ok: ipc-endpoint-in-shared-tmp
    crate::ipc::DaemonSocket::connect("/tmp/agent.sock"); //~ ok: ipc-endpoint-in-shared-tmp
    crate::server::ServerConfig::parse("/tmp/agent.sock"); //~ ok: ipc-endpoint-in-shared-tmp
}

pub struct PacketListener(i32);

impl PacketListener {
    /// The address goes to the system as bytes.
    pub fn bind<P: AsRef<Path>>(path: P) -> std::io::Result<Self> {
        let (address, length) = address_of(path.as_ref())?;
        let socket = unsafe { libc::socket(libc::AF_UNIX, libc::SOCK_SEQPACKET, 0) };
        if unsafe { libc::bind(socket, &address as *const _ as *const libc::sockaddr, length) } < 0 {
            return Err(std::io::Error::last_os_error());
        }
        Ok(Self(socket))
    }
}

fn address_of(path: &Path) -> std::io::Result<(libc::sockaddr_un, libc::socklen_t)> {
    let mut address = libc::sockaddr_un { sun_family: 1, sun_path: [0; 108] };
    for (to, from) in address.sun_path.iter_mut().zip(path.as_os_str().as_encoded_bytes()) {
        *to = *from as libc::c_char;
    }
    Ok((address, 110))
}

fn listens_itself() -> std::io::Result<PacketListener> {
    PacketListener::bind("/tmp/packets") //~ ipc-endpoint-in-shared-tmp
}

#[test]
fn accepts() {
    let mut path = std::env::temp_dir(); //~ ipc-endpoint-in-shared-tmp
    path.push("packets_accept");
    let _listener = PacketListener::bind(&path).unwrap();
}

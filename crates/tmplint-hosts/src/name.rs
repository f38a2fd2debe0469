//! Which kind of host a file is, by its name and place.

use crate::Host;

/// What a path says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// It is such a host.
    Host(Host),
    /// It is one unless it starts with a `#!` line.
    UnlessScript(Host),
}

/// What `Makefile.` goes on with where it is none: programs that write one, texts about it, backups,
/// makefiles of other makes and shells.
const OTHER_ENDINGS: [&str; 20] = [
    "pl", "py", "rb", "sh", "md", "txt", "rst", "html", "diff", "patch", "orig", "bak", "old",
    "rej", "vc", "msvc", "win", "win32", "nmake", "bcc",
];

/// What a path, with `/` between its parts, says of a file.
pub fn by_name(path: &str) -> Option<Named> {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path);
    let directory = parts.next().unwrap_or("");
    let above = parts.next().unwrap_or("");
    match name {
        "user-data" => return Some(Named::UnlessScript(Host::CloudInit)),
        _ if directory == "cron.d" || has_ending(name, &["cron"]) || name.ends_with(".cron.d") => {
            return Some(Named::UnlessScript(Host::Crontab));
        }
        _ => {}
    }
    let host = by_whole_name(name, directory)
        .or_else(|| by_place(name, directory, above))
        .or_else(|| by_ending(name));
    host.map(Named::Host)
}

/// Whether the name of a file or directory is one that is looked at although it is hidden.
pub fn is_known_hidden(name: &str) -> bool {
    matches!(name, ".github" | ".gitea" | ".forgejo" | ".gitlab" | ".azure-pipelines")
        || by_name(name).is_some()
}

fn by_whole_name(name: &str, directory: &str) -> Option<Host> {
    match name {
        "Makefile" | "makefile" | "GNUmakefile" | "BSDmakefile" | "Makefile.am" | "Makefile.in"
        | "Makefile.inc" | "Makefile.common" => Some(Host::Makefile),
        "rules" if directory == "debian" => Some(Host::Makefile),
        "Dockerfile" | "Containerfile" => Some(Host::Dockerfile),
        "action.yml" | "action.yaml" => Some(Host::GithubAction),
        ".gitlab-ci.yml" | ".gitlab-ci.yaml" => Some(Host::GitlabPipeline),
        ".pre-commit-config.yaml" | ".pre-commit-hooks.yaml" => Some(Host::PreCommit),
        "crontab" => Some(Host::Crontab),
        "package.json" => Some(Host::PackageJson),
        "snapcraft.yaml" => Some(Host::Snapcraft),
        "meta.yaml" => Some(Host::Conda),
        _ => None,
    }
}

fn by_place(name: &str, directory: &str, above: &str) -> Option<Host> {
    let is_yaml = has_ending(name, &["yml", "yaml"]);
    match directory {
        "workflows" if is_yaml && matches!(above, ".github" | ".gitea" | ".forgejo") => {
            Some(Host::GithubWorkflow)
        }
        "tmpfiles.d" if has_ending(name, &["conf"]) => Some(Host::Tmpfiles),
        _ if directory.ends_with(".service.d") && has_ending(name, &["conf"]) => {
            Some(Host::SystemdUnit)
        }
        _ if is_yaml && (above == ".gitlab" || directory == ".gitlab") => {
            Some(Host::GitlabPipeline)
        }
        ".azure-pipelines" if is_yaml => Some(Host::AzurePipeline),
        _ => None,
    }
}

fn by_ending(name: &str) -> Option<Host> {
    if name.starts_with("Dockerfile.") || name.starts_with("Containerfile.") {
        return Some(Host::Dockerfile);
    }
    if let Some(part) = name.strip_prefix("Makefile.").or_else(|| name.strip_prefix("GNUmakefile."))
        && !OTHER_ENDINGS.contains(&part.to_ascii_lowercase().as_str())
    {
        return Some(Host::Makefile);
    }
    let is_yaml = has_ending(name, &["yml", "yaml"]);
    if is_yaml && name.starts_with("azure-pipelines") {
        return Some(Host::AzurePipeline);
    }
    if is_yaml && (name.starts_with("cloud-init") || name.starts_with("cloud-config")) {
        return Some(Host::CloudInit);
    }
    if name.ends_with(".gitlab-ci.yml") {
        return Some(Host::GitlabPipeline);
    }
    let name = name.strip_suffix(".in").unwrap_or(name);
    let (stem, ending) = name.rsplit_once('.')?;
    match ending {
        _ if stem.is_empty() => None,
        "mk" | "mak" => Some(Host::Makefile),
        "dockerfile" | "Dockerfile" => Some(Host::Dockerfile),
        "service" | "socket" | "mount" | "swap" => Some(Host::SystemdUnit),
        "tmpfiles" => Some(Host::Tmpfiles),
        "spec" => Some(Host::RpmSpec),
        "ipynb" => Some(Host::Notebook),
        _ => None,
    }
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (path, host) in [
            ("a/Makefile", Host::Makefile),
            ("a/x.mk", Host::Makefile),
            ("debian/rules", Host::Makefile),
            ("Makefile.config", Host::Makefile),
            ("Dockerfile.test", Host::Dockerfile),
            ("x.dockerfile", Host::Dockerfile),
            (".github/workflows/a.yml", Host::GithubWorkflow),
            ("a/action.yaml", Host::GithubAction),
            (".gitlab-ci.yml", Host::GitlabPipeline),
            (".gitlab/ci/build.yml", Host::GitlabPipeline),
            ("azure-pipelines-nightly.yml", Host::AzurePipeline),
            (".pre-commit-config.yaml", Host::PreCommit),
            ("x@.service.in", Host::SystemdUnit),
            ("etc/x.service.d/10-x.conf", Host::SystemdUnit),
            ("usr/lib/tmpfiles.d/x.conf", Host::Tmpfiles),
            ("crontab", Host::Crontab),
            ("x.spec.in", Host::RpmSpec),
            ("web/package.json", Host::PackageJson),
            ("x.ipynb", Host::Notebook),
            ("cloud-config.yaml", Host::CloudInit),
            ("snap/snapcraft.yaml", Host::Snapcraft),
            ("recipe/meta.yaml", Host::Conda),
        ] {
            assert_eq!(by_name(path), Some(Named::Host(host)), "{path}");
        }
        assert_eq!(by_name("cron.d/x"), Some(Named::UnlessScript(Host::Crontab)));
        for path in ["rules", "Makefile.PL", "workflows/a.yml", "x.yml", ".mk", "x.json", "mk"] {
            assert_eq!(by_name(path), None, "{path}");
        }
    }
}

//! Names made without a file.

use tmplint_ir::{Level, Tier};

use crate::domain::Guess;
use crate::flow::{Candidate, Origin, SiteFacts, UseKind};

/// Judges a name by what is done with it.
pub(super) fn judge(site: &SiteFacts) -> Option<Candidate> {
    if site.origin != Origin::Named || !site.in_shared {
        return None;
    }
    let opened = site.uses.iter().any(|used| used.kind == UseKind::Opened);
    let exclusive = site.uses.iter().any(|used| used.kind == UseKind::CreatedExclusively);
    let passed_on = site.uses.iter().any(|used| used.kind == UseKind::PassedOn);
    let endpoint = site.uses.iter().any(|used| used.kind == UseKind::Endpoint);
    // Where it is created as well, what is passed on is what came of that.
    let (level, what) = if opened || passed_on && !exclusive && !endpoint {
        (Level::Error, "and anyone can create a file of that name before the program does")
    } else if exclusive {
        (Level::Warning, "and the name can be taken before the program creates it")
    } else if endpoint {
        (Level::Note, "and the name can be taken before the program makes something there")
    } else {
        (Level::Note, "and anyone can create a file of that name")
    };
    let tier = if site.guess == Guess::PartlyUnknown { Tier::Audit } else { Tier::Default };
    let mut related = Vec::new();
    for used in &site.uses {
        let text = match used.kind {
            UseKind::Opened => "opened here",
            UseKind::CreatedExclusively => "created here, exclusively",
            UseKind::Endpoint => "made here",
            UseKind::PassedOn => continue,
        };
        if related.len() < 4 {
            related.push((used.span, text.to_owned()));
        }
    }
    let message = format!("`{}` gives a name but no file, {what}", site.operation);
    let (rule, label) = ("insecure-temp-name-api", "only a name comes into being");
    Some(Candidate {
        related,
        instead: site.instead.clone(),
        language: Some(site.language),
        elsewhere: site.elsewhere.clone(),
        ..Candidate::new(rule, site.span, level, tier, message, label)
    })
}

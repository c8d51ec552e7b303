// SPDX-License-Identifier: EUPL-1.2
// Who may be added to a room of a kind: the policy's own list of members, narrowed to one's own organisation, one's own gemeente, and the
// chain partners of the region.
#include <algorithm>

#include "server/app/summaries.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {
namespace {

template <class C, class V>
bool has(C const& all, V const& value) {
  return std::find(all.begin(), all.end(), value) != all.end();
}

using Found = Result<std::vector<db::Person>>;

// Of a case that one knows; zero before there is one.
struct Sides {
  OrganisationId school;
  OrganisationId gemeente;
};

// Of a type of which only one organisation takes part, it is known which: one's own, for a school its gemeente, and of a case that one
// knows its school and that school's gemeente. No other; but whoever passes on a signal chooses the gemeente.
Found find_people(db::Stores const& stores, crypto::OrganisationCertificate const& own, Sides const& of_case, bool only_one,
                  bool chooses_gemeente, std::string const& type, std::string const& functie) {
  if (type == own.type) return stores.accounts.people_of_organisation(own.org, functie);
  if (own.type == "school" && type == "gemeente") return stores.accounts.people_of_organisation(own.gemeente, functie);
  if (type == "school" && !of_case.school.is_zero()) return stores.accounts.people_of_organisation(of_case.school, functie);
  if (type == "gemeente" && chooses_gemeente) return stores.accounts.people_of_type(type, functie);
  if (type == "gemeente" && !of_case.gemeente.is_zero()) return stores.accounts.people_of_organisation(of_case.gemeente, functie);
  if (only_one) return std::vector<db::Person>{};
  return stores.accounts.people_of_type(type, functie);
}

}  // namespace

Outcome<People> look(World const& world, db::Stores const& stores, Me const& me, ListPeople const& command) {
  if (world.policy.is_contentless(me.account.functie)) return world.policy.deny(domain::DenialCode::kContentlessFunctie).denial();
  if (me.account.account_class != "member" || !me.is_active()) return Fault::kNotFound;
  auto phase = Phase::kAnonymous;
  Sides of_case;
  if (!command.of_case.is_zero()) {
    auto const seen = find_known_case(stores, command.of_case, me.id());
    if (!seen) return seen.error();
    auto const school = world.trust().organisation(seen->record.school, world.now);
    if (!school) return Fault::kCertificateRefused;
    of_case = {school->org, school->gemeente};
    phase = domain::of_word<Phase>(seen->record.phase).value_or(phase);
  }
  auto const own = organisation_of(world, me.account);
  if (!own) return own.error();

  auto const& rules = world.policy.room(command.kind);
  // A partner has no gemeente of its own: it passes a signal on to the one it concerns.
  bool const opens_for_a_gemeente = rules.begins_case && has(rules.open_by, own->type) && own->type != "school";
  People out;
  for (auto const& selector : rules.members) {
    if (selector.leaf_class != domain::LeafClass::kMember || !has(selector.phases, phase)) continue;
    for (auto const& type : selector.org_types) {
      for (auto const& functie : selector.functies) {
        auto const found = find_people(stores, *own, of_case, has(rules.one_organisation_of, type), opens_for_a_gemeente, type, functie);
        if (!found) return found.error();
        for (auto const& each : *found) {
          auto cert = loaded(each.cert);
          if (!world.trust().verify_leaf(cert, world.now)) continue;
          out.people.push_back({each.account, each.name, each.functie, each.org, each.org_name, std::move(cert)});
        }
      }
    }
  }
  return out;
}

}  // namespace beraad::app

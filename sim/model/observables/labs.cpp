// Lab by lab.
#include "measures.hpp"
#include "racesim/core/math.hpp"

namespace racesim::measures {

namespace {

constexpr Observable table[] = {
    {"lab_eci", Shape::lab, "ECI", Record::full, "best model of the lab",
     [](const View& v, std::span<float> out) { per_lab(v, out, [&](int i) { return v.world.releases.best_eci[i]; }); }},
    {"lab_compute", Shape::lab, "H100e", Record::full, "usable compute of the lab, owned and rented",
     [](const View& v, std::span<float> out) { per_lab(v, out, [&](int i) { return v.world.fleet.compute[i]; }); }},
    {"lab_scarcity", Shape::lab, "ln", Record::full, "perceived scarcity of the lab",
     [](const View& v, std::span<float> out) {
       per_lab(v, out, [&](int i) { return v.world.scarcity.perceived[i]; });
     }},
    {"lab_staff", Shape::lab, "people", Record::full, "research staff of the lab",
     [](const View& v, std::span<float> out) { per_lab(v, out, [&](int i) { return v.world.research.staff[i]; }); }},
    {"lab_log_a_pre", Shape::lab, "ln", Record::full, "pre-training efficiency of the lab",
     [](const View& v, std::span<float> out) {
       per_lab(v, out, [&](int i) { return v.world.efficiency.log_a_pre[i]; });
     }},
    {"lab_log_a_post", Shape::lab, "ln", Record::full, "post-training efficiency of the lab",
     [](const View& v, std::span<float> out) {
       per_lab(v, out, [&](int i) { return v.world.efficiency.log_a_post[i]; });
     }},
    {"lab_gain", Shape::lab_cause, "ln", Record::full, "gain of ln A in the month by cause",
     [](const View& v, std::span<float> out) {
       for (int i = 0; i < v.inputs.n_named(); ++i) {
         for (int c = 0; c < n_causes; ++c) out[i * n_causes + c] = static_cast<float>(v.world.efficiency.gain[c][i]);
       }
     }},
};

}  // namespace

std::span<const Observable> lab_observables() { return table; }

}  // namespace racesim::measures

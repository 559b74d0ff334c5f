using MediaPipeline.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Api.Access;

/// <summary>Refuses cross-site requests of browsers, at every endpoint.</summary>
internal sealed class SiteGuard(RequestDelegate next, AccessPolicy policy, AccessRefusals refusals, IOptions<AccessOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (policy.IsOpenTo(context) && !HostRules.IsAllowed(context.Request.Host, options.Value.AllowedHosts))
        {
            var detail = $"The name '{context.Request.Host}' is not one of this server's: call it as 'localhost', or add the name to Access:AllowedHosts.";
            return refusals.RefuseAsync(context, new(403, ProblemCodes.HostNotAllowed, detail));
        }

        return OriginRules.IsForeign(context.Request)
            ? refusals.RefuseAsync(context,
                new(403, ProblemCodes.CrossSite, "A page of another site may change nothing here: call from this server's own pages, or from a program."))
            : next(context);
    }
}

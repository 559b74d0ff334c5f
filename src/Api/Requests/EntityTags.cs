using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MediaPipeline.Api.Requests;

internal static class EntityTags
{
    /// <summary>Whether the caller has the content of that tag (RFC 9110, 13.1.2); null when it names no tags.</summary>
    public static bool? Knows(this HttpRequest request, EntityTagHeaderValue tag) => request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known
        ? known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false))
        : null;
}

using Microsoft.AspNetCore.Builder;

namespace MediaPipeline.Api.Access;

/// <summary>For pages that are not the API's own.</summary>
public static class AccessConventions
{
    /// <summary>Lets in admin keys only, where keys are needed.</summary>
    public static void NeedsAdminKey(this EndpointBuilder endpoint) => endpoint.Metadata.Add(AccessRule.Admin);
}

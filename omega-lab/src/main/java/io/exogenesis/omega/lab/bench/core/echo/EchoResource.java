package io.exogenesis.omega.lab.bench.core.echo;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Reads what comes and answers with as many bytes as it is asked for. No security, no limit, no filter. */
@Path("bytes")
@Produces(MediaType.APPLICATION_OCTET_STREAM)
public class EchoResource {
    /** @param answer bytes of the answer */
    @GET
    public byte[] get(@QueryParam("answer") int answer) {
        return new byte[answer];
    }

    /** @param answer bytes of the answer */
    @POST
    public byte[] post(byte[] body, @QueryParam("answer") int answer) {
        return new byte[answer];
    }
}
